# glossary
finding-term-missing = ‘{ $source }’의 번역이 용어집과 다릅니다. ‘{ $want }’(으)로 쓰십시오
finding-term-forbidden = ‘{ $found }’은(는) ‘{ $source }’의 번역으로 쓸 수 없습니다. ‘{ $want }’(으)로 쓰십시오
finding-term-not-verbatim = ‘{ $source }’은(는) 번역하지 않고 원문 표기 그대로 ‘{ $want }’(으)로 써야 합니다
finding-term-deprecated = ‘{ $found }’은(는) ‘{ $source }’의 번역으로 더 이상 쓰지 않습니다. ‘{ $want }’(으)로 쓰십시오
finding-acronym-left-in = ‘{ $acronym }’은(는) 베트남에서만 통하는 약어입니다. 전체 명칭({ $full })을 번역하십시오
finding-glossary-duplicate-id = ID ‘{ $form }’은(는) { $first }에서 이미 사용 중입니다
finding-glossary-id-style = ID ‘{ $form }’은(는) 케밥 표기가 아닙니다. a–z, 0–9와 단일 하이픈만 쓸 수 있습니다
finding-glossary-duplicate-form = 표제어 ‘{ $form }’이(가) { $first }에도 있어 먼저 적힌 것만 인식됩니다
finding-glossary-empty-rendering = 번역어가 비어 있습니다({ $locale })
finding-glossary-wrong-script = ‘{ $form }’은(는) 해당 언어의 문자로 쓰이지 않았습니다({ $locale })
finding-glossary-forbidden-allowed = ‘{ $form }’이(가) 금지와 허용 양쪽에 지정되어 있습니다({ $locale }, 허용 위치 { $first })
finding-glossary-uncheckable = ‘{ $form }’은(는) 조사와 형태가 같아 본문에서 구별할 수 없습니다({ $locale })
label-glossary-first = 처음 적힌 곳
finding-glossary-unreadable = 용어집을 읽을 수 없습니다: { $why }

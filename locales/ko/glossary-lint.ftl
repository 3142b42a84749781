# What the glossary lint says.
finding-glossary-two-preferred = ‘{ $form }’의 번역어가 여기서는 ‘{ $here }’, { $first }에서는 ‘{ $there }’입니다({ $locale }). 후자만 적용됩니다
finding-glossary-never-matches = ‘{ $form }’은(는) 본문에서 인식될 수 없습니다. 문서 번호의 일부이거나 부호로만 취급됩니다
finding-glossary-overlap = ‘{ $form }’이(가) 용어 { $hidden }({ $first })을(를) 가리지만, 그 자체로는 모든 언어의 번역어를 지정하지 않습니다
finding-glossary-crossing = ‘{ $form }’의 끝부분이 용어 { $other }({ $first })의 첫머리와 같습니다. 두 용어가 이어지면 하나만 인식됩니다
finding-glossary-same-concept = { $form }와(과) { $other }({ $first })의 번역어가 모든 언어에서 같습니다. 한 항목으로 합치십시오
finding-glossary-same-rendering = ‘{ $form }’이(가) { $id }와(과) { $other } 모두의 번역어입니다({ $locale }, { $first })
finding-glossary-forbidden-elsewhere = ‘{ $form }’은(는) 여기서는 금지되어 있지만 { $other }에서는 허용됩니다({ $locale }, { $first })
finding-glossary-missing-locale = { $form }에 이 언어의 번역어가 없습니다({ $locale })
finding-glossary-duplicate-rendering = ‘{ $form }’이(가) { $first }에도 있습니다({ $locale })
finding-glossary-look-alike = ‘{ $form }’에 올바른 글자와 비슷해 보이는 다른 글자 ‘{ $letter }’({ $code })이(가) 들어 있습니다({ $locale })
finding-glossary-width = ‘{ $form }’에 전각·반각이 잘못된 글자가 있습니다({ $locale })
finding-glossary-whitespace = ‘{ $form }’에 불필요하거나 특수한 공백이 있습니다({ $locale })
finding-glossary-nfd = ‘{ $form }’이(가) 조합용 부호로 쓰여 있습니다. 완성형 글자(유니코드 NFC)를 쓰십시오({ $locale })
finding-glossary-dates = 유효 기간의 끝({ $form })이 시작({ $from })보다 앞섭니다
finding-glossary-unsorted = 정렬된 파일에서 { $form }의 위치가 어긋나 있습니다({ $first } 다음)
finding-glossary-key-order = 키 { $form }은(는) 보통 더 앞에 씁니다

# 번역문 검사에서 표시하는 문구.
finding-empty-target = 번역문이 비어 있습니다
finding-codes-changed = { $fault ->
    [missing] 원문의 서식 코드가 빠졌습니다: { $codes }
    [added] 원문에 없는 서식 코드가 있습니다: { $codes }
   *[other] 서식 코드가 닫히는 순서가 잘못됐습니다: { $codes }
}
finding-chatter = 번역문이 아닌 말이 섞여 있습니다: “{ $text }”
finding-source-left-in = 베트남어가 남아 있습니다: “{ $text }”
finding-wrong-script = 이 언어에서 쓰지 않는 글자가 있습니다: “{ $text }”
finding-repetition = 같은 말이 되풀이됩니다: “{ $text }”
finding-length-ratio = { $fault ->
    [short] 번역문이 너무 짧습니다(원문 { $source }자, 번역문 { $target }자)
   *[other] 번역문이 너무 깁니다(원문 { $source }자, 번역문 { $target }자)
}
finding-untranslated = 원문 그대로이며 번역되지 않았습니다: “{ $text }”
finding-markup-leaked = 서식 기호가 본문에 드러나 있습니다: “{ $text }”
finding-entity-leaked = HTML 문자 참조가 그대로 남아 있습니다: “{ $text }”
finding-markup-empty = 서식 코드 { $text } 안에 글이 없습니다
finding-markup-space = 서식 코드 { $text } 앞뒤의 낱말이 붙어 있습니다
finding-look-alike = 모양이 비슷한 다른 문자가 섞여 있습니다: “{ $text }”
finding-mojibake = 글자가 깨졌습니다: “{ $text }”
finding-control-character = 제어 문자({ $name })가 있습니다: “{ $text }”
finding-replacement-character = 글자가 사라졌습니다: “{ $text }”
finding-cut-off = 번역문이 문장 중간에서 끝납니다: “{ $text }”
finding-address-changed = { $fault ->
    [missing] 주소 { $want } 누락
   *[other] 주소 { $want } 표기가 “{ $text }” 표기로 바뀌었습니다
}
finding-hashtag-lost = 해시태그나 계정 이름이 빠졌습니다: { $text }
finding-end-mark-lost = “{ $text }” 뒤에 문장을 끝내는 부호가 없습니다
finding-question-lost = 의문문이 평서문으로 바뀌었습니다
finding-list-mark-lost = 항목 표시가 빠졌습니다: “{ $text }”
finding-quotation-lost = 인용이 번역문에 드러나지 않습니다: { $text }
finding-symbol-changed = 기호 ‘{ $text }’의 수가 원문과 다릅니다
finding-invisible-character = 보이지 않는 문자({ $name })가 있습니다: “{ $text }”
finding-decomposed-letters = 글자가 자모로 나뉘어 있습니다: “{ $text }”
finding-chinese-form = { $want ->
    [none] ‘{ $text }’: 일본어에서 쓰지 않는 한자입니다
   *[other] ‘{ $text }’: 중국어 자체입니다. 일본어에서는 ‘{ $want }’ 자를 씁니다
}
finding-hanja = 한글 기사에 한자 ‘{ $text }’ 사용
finding-edge-space = 번역문 앞뒤에 불필요한 공백이 있습니다
finding-double-space = 공백이 겹쳐 있습니다: “{ $text }”
finding-space-before-mark = 부호 앞뒤에 불필요한 공백이 있습니다: “{ $text }”
finding-space-after-mark = 부호 뒤에 공백이 없습니다: “{ $text }”
finding-doubled-word = 같은 낱말이 겹쳤습니다: “{ $text }”
finding-doubled-mark = 문장 부호가 겹쳤습니다: “{ $text }”
finding-brackets-unbalanced = 괄호 ‘{ $text }’의 짝이 맞지 않습니다
finding-quotes-unbalanced = 따옴표 { $text } 부호의 짝이 맞지 않습니다
finding-full-width-form = 전각 영문자나 숫자가 있습니다: “{ $text }”
finding-half-width-katakana = 반각 가타카나가 있습니다: “{ $text }”
finding-punctuation-width = 부호 ‘{ $text }’의 전각·반각이 맞지 않습니다. ‘{ $want }’ 부호를 쓰십시오
finding-register = { $want ->
    [plain] “{ $text }” 높임 종결 사용. 해라체(‘-다’)로 통일하십시오
   *[other] “{ $text }” 해라체 종결 사용. 합쇼체(‘-습니다’)로 통일하십시오
}
finding-quote-style = 따옴표가 표기 기준과 다릅니다: { $text }
finding-nested-quotes = 낫표 안에서는 『 』 부호를 씁니다: { $text }
finding-stop-before-bracket = 닫는 낫표 앞에는 마침표를 찍지 않습니다
finding-comma-style = ‘{ $text }’ 대신 ‘{ $want }’ 부호를 쓰십시오
finding-japanese-space = 일본어에서 쓰지 않는 공백이 있습니다: “{ $text }”
finding-wave-dash = 범위 부호 ‘{ $text }’ 대신 ‘{ $want }’ 부호를 쓰십시오
finding-honorific = 신문 기사에서는 이름 뒤에 ‘{ $text }’ 자를 붙이지 않습니다
finding-korean-spacing = 띄어쓰기 오류: “{ $text }”
finding-korean-middle-dot = 가운뎃점은 ‘·’(U+00B7)로 쓰십시오: “{ $text }”
finding-korean-particle = 조사 오류: ‘{ $text }’ → ‘{ $want }’
finding-parenthesis-space = 괄호 앞의 띄어쓰기가 잘못됐습니다: “{ $text }”
finding-ellipsis-style = 줄임표가 표기 기준과 다릅니다: “{ $text }”
finding-dash-style = 붙임표를 잘못 썼습니다: “{ $text }”
finding-headline-stop = 제목에는 마침표를 찍지 않습니다
finding-headline-case = 제목의 대문자 표기가 기준과 다릅니다: “{ $text }”
finding-headline-capitals = 모두 대문자로 쓰여 있습니다: “{ $text }”
finding-sentence-capital = 문장이 소문자로 시작합니다: “{ $text }”
finding-indefinite-article = 관사는 ‘{ $want }’입니다: “{ $text }”
finding-serial-comma = 열거의 마지막 쉼표가 표기 기준과 다릅니다: “{ $text }”
finding-number-words = ‘{ $text }’ 대신 ‘{ $want }’ 표기를 쓰십시오
finding-percent-style = 퍼센트 표기가 기준과 다릅니다: “{ $text }”
finding-numeric-date = 날짜가 일·월 순서의 숫자로만 쓰여 있습니다: “{ $text }”
finding-spelling-variant = ‘{ $text }’ 철자가 통일되지 않았습니다. ‘{ $want }’ 철자를 쓰십시오
finding-word-choice = ‘{ $text }’ 대신 보도 용어 ‘{ $want }’ 쓰기
finding-segment-inconsistent = 같은 문장의 번역이 서로 다릅니다. 처음 번역: { $first }
finding-term-inconsistent = 용어 불일치: 여기서는 ‘{ $text }’, 앞에서는 ‘{ $first }’
finding-register-mixed = “{ $text }” 부분의 문체가 다른 문장과 다릅니다
finding-spelling-mixed = ‘{ $text }’ 철자가 다른 문장의 방식과 다릅니다
finding-quotes-mixed = 따옴표 { $text } 모양이 다른 문장과 다릅니다
finding-memory-inconsistent = 같은 문장을 달리 번역한 행이 있습니다
finding-memory-shared-target = 다른 문장에 같은 번역을 쓴 행이 있습니다
finding-page-lang = { $found ->
    [none] 페이지 언어가 지정되지 않았습니다(올바른 값: { $want })
   *[other] 페이지 언어가 { $found }(으)로 되어 있습니다(올바른 값: { $want })
}
finding-page-charset = 페이지 첫머리에 UTF-8 지정이 없습니다
finding-page-title = { $fault ->
    [title] 페이지에 제목이 없습니다
    [none] 페이지에 큰 제목이 없습니다
   *[other] 페이지에 큰 제목이 여럿 있습니다
}
finding-page-hreflang = { $fault ->
    [missing] { $tag } 판 링크가 없습니다
    [unknown] ‘{ $tag }’: 판의 언어가 아닙니다
    [twice] { $tag } 판 링크가 겹쳤습니다
   *[other] { $tag } 판 링크가 다른 파일을 가리킵니다
}
finding-page-hreflang-mutual = { $tag } 판({ $href })에서 오는 링크에 대응하는 링크가 없습니다
finding-page-canonical = { $fault ->
    [missing] 대표 주소가 없습니다
    [twice] 대표 주소가 둘입니다
   *[other] 대표 주소가 다른 페이지의 것입니다: { $href }
}
finding-page-json-ld = { $why ->
    [none] 기사의 JSON-LD가 없습니다
   *[other] JSON-LD를 읽을 수 없습니다: { $why }
}
finding-page-json-ld-mismatch = JSON-LD의 { $name } 값은 ‘{ $found }’, 페이지에는 ‘{ $want }’
finding-page-date = 기계 판독용 날짜는 ‘{ $found }’{ $want ->
    [none] , 날짜가 아님
   *[other] , 기사 날짜는 ‘{ $want }’
}
finding-page-anchor = 페이지 안에 링크 대상이 없습니다: { $href }
finding-page-duplicate-id = id ‘{ $id }’ 중복
finding-page-image-alt = { $alt ->
    [none] 사진에 대체 텍스트가 없습니다
   *[other] 사진의 대체 텍스트가 파일 이름입니다: { $alt }
}
finding-page-pending = 미번역 표시가 {$found}개 문장에 있으나 출처 기록에는 {$want}개입니다
finding-page-template = 템플릿이 채워지지 않았습니다: { $text }

# names
finding-name-rendering = { $problem ->
    [wrong] ‘{ $name }’의 표기 ‘{ $found }’ 오류. 올바른 표기: ‘{ $expected }’
   *[missing] 번역문에 ‘{ $name }’ 누락. 올바른 표기: ‘{ $expected }’
}
finding-name-diacritics = ‘{ $found }’에 베트남어 부호가 남아 있음
finding-name-inconsistent = ‘{ $name }’의 표기 불일치: 여기서는 ‘{ $found }’, 앞에서는 ‘{ $first }’
name-found = { $name } · { $kind ->
    [person] 인명
   *[place] 지명
}
name-basis-glossary = 용어집
name-basis-exception = 관용 표기
name-basis-gazetteer = 지명표
name-basis-table = 인명표
name-basis-rule = 표기 규칙
name-basis-unknown = 해당 규칙 없음

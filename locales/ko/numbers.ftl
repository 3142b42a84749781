# numbers
finding-number-value = ‘{ $source }’({ $source-value }) 값이 ‘{ $target }’({ $target-value }) 값으로 바뀌었습니다.
finding-number-missing = 번역문에 ‘{ $source }’({ $source-value }) 값이 없습니다.
finding-number-added = 원문에 없는 값입니다: ‘{ $target }’({ $target-value }).
finding-date-value = 날짜·시각 ‘{ $source }’({ $source-value }) 값이 ‘{ $target }’({ $target-value }) 값으로 바뀌었습니다.
finding-unit-changed = 단위나 통화가 바뀌었습니다: ‘{ $source }’({ $source-value }) → ‘{ $target }’({ $target-value }).
finding-approximation-dropped = ‘{ $source }’의 어림 표현이 ‘{ $target }’에 반영되지 않았습니다.
finding-weekday-for-ordinal = 여기서 ‘{ $source }’ 표현은 순서({ $source-value })이며 요일 ‘{ $target }’ 표현이 아닙니다.

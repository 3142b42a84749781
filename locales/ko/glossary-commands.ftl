# What the glossary commands say.
finding-import-lost = 가져오지 못했습니다. { $what } ‘{ $value }’에 해당하는 항목이 용어집에 없습니다
finding-import-language = 가져오지 못했습니다. ‘{ $language }’은(는) vi, en, ja, ko 가운데 어느 언어도 아닙니다
finding-import-no-vietnamese = 가져오지 못했습니다. 항목 { $id }에 쓸 수 있는 베트남어 용어가 없습니다
finding-import-id-taken = ID { $id }이(가) 이미 사용 중이어서 { $now }(으)로 바꾸었습니다
finding-import-promoted = ‘{ $form }’은(는) 유일한 번역어이자 폐기된 용어이나 우선 번역어로 삼았습니다({ $locale })
finding-import-second-preferred = ‘{ $form }’은(는) 두 번째 우선 번역어이므로 허용 번역어로 가져왔습니다({ $locale })
glossary-diff-terms = 용어: 추가 { $added }, 삭제 { $removed }, 변경 { $changed }
glossary-diff-rows = { $language }: 영향을 받는 세그먼트 { $segments }개, 다시 번역 { $again }개({ $characters }자, { $words }단어), 사람의 확인 필요: 검수 완료 { $reviewed }개, 확정 { $final }개, 미검수 { $person }개
glossary-diff-editions = 영향을 받는 판: { $editions }개(기사 { $articles }건)
glossary-diff-price = 다시 번역하는 비용: { $price }
glossary-diff-price-unknown = 다시 번역하는 비용: 알 수 없음(--price로 지정)
glossary-imported = 용어 { $terms }개를 { $file }에 썼습니다

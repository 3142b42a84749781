# What glossary import says.
finding-import-lost = 가져오지 못했습니다. { $what } ‘{ $value }’에 해당하는 항목이 용어집에 없습니다
finding-import-language = 가져오지 못했습니다. ‘{ $language }’은(는) vi, en, ja, ko 가운데 어느 언어도 아닙니다
finding-import-no-vietnamese = 가져오지 못했습니다. 항목 { $id }에 쓸 수 있는 베트남어 용어가 없습니다
finding-import-id-taken = ID { $id }이(가) 이미 사용 중이어서 { $now }(으)로 바꾸었습니다
finding-import-promoted = ‘{ $form }’은(는) 유일한 번역어이자 폐기된 용어이나 우선 번역어로 삼았습니다({ $locale })
finding-import-second-preferred = ‘{ $form }’은(는) 두 번째 우선 번역어이므로 허용 번역어로 가져왔습니다({ $locale })
finding-import-unreadable = 파일을 가져올 수 없습니다: { $why }

# 기사 본문이 아닌 페이지 문구.
edition-language-vi = Tiếng Việt
edition-language-en = English
edition-language-ja = 日本語
edition-language-ko = 한국어
edition-related = 관련 뉴스
edition-more = 함께 읽을 기사
edition-photo = 사진
edition-editions = 언어별 판
edition-skip = 기사 본문으로 이동
edition-translated-from = 베트남어 기사를 번역한 것이다.
edition-disclosure = 본문 일부는 기계 번역이며 편집자의 검토를 거치지 않았다.
edition-pending = 전체 { $segments }개 문장 가운데 { $pending }개는 게재 승인이 나지 않아 베트남어 그대로 실었다.
edition-revised = 게재 후 수정: 변경 { $changed }문장, 추가 { $added }문장, 삭제 { $removed }문장
edition-provenance = 문장별 출처
index-title = 언어별 판
index-complete = 완료({ $segments }개 문장, 기계 번역 { $machine }개)
index-incomplete = { $segments }개 문장 중 { $pending }개 확인 필요

ledger-empty = 비용이 든 요청이 없다.
ledger-line = { $month }  { $backend }  { $who }: 요청 { $requests }건(미정산 { $open }건), { $tokens }토큰, { $characters }자, { $cost }
price-unknown = 가격 미상
price-none = 무료
time-unknown = 소요 시간 미상
quote-line = { $language }: 번역할 문장 { $segments }건({ $words }단어, { $characters }자), 약 { $tokens }토큰, 비용 { $cost }, { $time }
translate-stopping = 이미 비용이 든 요청을 마무리하고 있다. 바로 멈추려면 Ctrl-C를 한 번 더 누른다.
quote-backend = { $backend }: 약 { $tokens }토큰, { $characters }자, 비용 { $cost }, { $time }

# What `anban memory search` says.
near-none = 그만큼 가까운 문장은 메모리에 없다
near-substituted = 기존 번역에 새 수치를 넣은 문장(검사 완료)
concordance-none = 이 어구는 메모리에 없다
finding-rejected-elsewhere = 이 번역은 다른 곳에서 검토자가 반려했다. 다른 번역이 필요하다
finding-ambiguous-match = 이 문장에는 번역 메모리에 우열을 가릴 수 없는 번역이 여럿 있어 그중 하나를 썼다
finding-taken-over = 메모리의 다른 곳에서 가져온 번역으로, 이 자리에서는 아직 아무도 읽지 않았다
finding-answer-confidence = 번역 엔진이 매긴 확률은 { $percent }%
finding-confidence-low = 번역 엔진이 매긴 확률이 { $percent }%로 기준 { $wanted }%에 못 미쳐 사람의 확인을 기다린다

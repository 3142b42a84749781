# What `anban memory search` says.
near-none = 그만큼 가까운 문장은 메모리에 없다
near-substituted = 기존 번역에 새 수치를 넣은 문장(검사 완료)
concordance-none = 이 어구는 메모리에 없다
finding-rejected-elsewhere = 이 번역은 다른 곳에서 검토자가 반려했다. 다른 번역이 필요하다
finding-ambiguous-match = 이 문장에는 번역 메모리에 우열을 가릴 수 없는 번역이 여럿 있어 그중 하나를 썼다

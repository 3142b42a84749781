# What `anban memory search` says.
near-none = 그만큼 가까운 문장은 메모리에 없다
near-substituted = 기존 번역에 새 수치를 넣은 문장(검사 완료)
concordance-none = 이 어구는 메모리에 없다

# 명령줄 문구.
language-vi = 베트남어
language-en = 영어
language-ja = 일본어
language-ko = 한국어
state-initial = 미번역
state-translated = 기계 번역
state-reviewed = 검토 완료
state-final = 확정
summary-locale = { $language }: 전체 { $segments }개 문장(번역 메모리 { $remembered }, 그중 문맥 일치 { $incontext }, 번역 엔진 { $asked }, 중복 { $repeated }, 답 없음 { $missing }). { $person ->
    [0] 확인이 필요한 문장이 없습니다
   *[other] { $person }개 문장은 확인이 필요합니다
}
summary-run = 기사 { $articles }건{ $failed ->
    [0] {""}
   *[other] , 실패 { $failed }건
}(걸린 시간 { $time })
translate-written = { $out }에 저장했습니다
translate-stopped = 중단했습니다. 지금까지 받은 번역은 모두 번역 메모리에 저장됐습니다. 같은 명령을 다시 실행하면 이어서 진행합니다.
progress-line = { $language }: { $done }/{ $total }, 분당 { $rate }문장{ $left ->
    [-1] {""}
   *[other] , 약 { $left }분 남음
}
check-tally = 오류 { $errors }건, 경고 { $warnings }건, 참고 { $infos }건
memory-rows = { $language }, { $state }: { $rows }
memory-size = 보관 중인 이력 { $history }개, { $kib } KiB
backend-failed = 답이 없습니다: { $error }
doctor-glossary = 용어 { $terms }개, 지적 { $findings }건
doctor-fine = 이상 없음
doctor-new = (처음 실행할 때 만들어집니다)
model-here = 있음, { $mib } MiB
model-absent = 없음: anban model pull { $name }
model-progress = { $done } / { $total } MiB
model-pulled = { $name } 모델을 { $path }에 저장했습니다
model-verified = { $name }: SHA-256이 일치합니다
finding-stale-terms = 번역한 뒤 이 문장의 용어가 바뀌었습니다
finding-reply-cut = { $why ->
    [loop] 번역 엔진이 같은 말을 되풀이해 중단했습니다
    [refusal] 번역 엔진이 번역을 거부했습니다
   *[other] 답이 길이 한도를 넘어 잘렸습니다
}
finding-memory-key = 키가 원문과 맞지 않습니다
finding-edition-missing = 판의 파일이 없습니다
finding-edition-changed = 저장한 뒤에 판이 바뀌었습니다
finding-edition-edit-taken = { $file }에서 직접 고친 내용을 번역 메모리에 반영했습니다: { $now }
finding-edition-edit-aside = { $file }에서 직접 고친 내용을 반영할 수 없어, 고친 판을 새 판과 함께 보관했습니다: { $now }
finding-edition-link = 링크가 가리키는 파일이 없습니다: { $href }
finding-segment-pending = 이 문장은 게재 승인이 나지 않아 베트남어 그대로입니다
finding-answers-refused = 번역 엔진에 { $count }번 물었으나 통과한 번역이 없습니다

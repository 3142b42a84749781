# 번역 메모리 관리.
memory-copied = { $rows }행, { $versions }개 버전을 옮겨 대조했습니다: 새로 저장 { $stored }개, { $differ ->
    [0] 차이 없음
   *[other] 대상의 이력이 다른 { $differ }행은 그대로 두었습니다
}
memory-mended = (복구함)
memory-verified = { $rows }행 검사, 이상 { $faults }건, 그중 복구 { $mended }건
memory-would-remove = { $found }행이 이력과 함께 삭제 대상입니다
memory-removed = { $removed }행을 이력과 함께 삭제했습니다
memory-backed-up = { $rows }행, { $versions }개 버전을 { $file }에 저장하고 다시 읽어 확인했습니다
memory-undone = 버전 { $version }은 버전 { $wanted }의 번역으로 되돌린 것입니다: { $target }
finding-memory-row-damaged = 행이 손상되었습니다: { $what }
finding-memory-version-damaged = 이력의 버전이 손상되었습니다: { $what }
finding-memory-history-broken = 이력과 행이 서로 맞지 않습니다: { $what }
finding-memory-orphan = 소속된 행이 없는 데이터가 있습니다: { $what }
finding-memory-key-wrong = 키가 원문 “{ $what }”과 맞지 않습니다. 행을 삭제하거나 문장을 다시 번역하십시오
finding-memory-encoding = “{ $what }”에 깨진 글자가 있습니다. 번역을 바로잡으십시오
finding-memory-index-damaged = 메모리의 색인이나 페이지가 손상되었습니다: { $what }
queue-state = { $name }: { $state ->
    [running] 번역 중
    [done] 완료
    [dead] { $attempts }번 실패해 보류
   *[waiting] 대기 중
}
queue-dead = { $name }: { $attempts }번 실패해 보류: { $error }
worker-taken = { $name }: 접수
worker-done = { $name }: 완료
worker-failed = { $name }: { $error }
worker-revived = 기사 { $count }건을 다시 시도합니다

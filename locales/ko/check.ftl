# 검사에서 쓰는 말.
finding-edition-text-missing = 이 문장이 판에 더 이상 없습니다: ‘{ $text }’
finding-provenance-unreadable = 출처 파일을 읽을 수 없습니다: { $why }
finding-pair-unit-missing = 이 { $role }에 해당하는 번역이 없습니다: ‘{ $text }’
finding-pair-unit-added = 이 { $role }에 해당하는 원문이 없습니다: ‘{ $text }’
finding-waiver-unused = { $code } 예외에 해당하는 것이 더 이상 없습니다({ $reason })
finding-waiver-expired = { $code } 예외의 기한이 { $until }에 끝났습니다({ $reason })
finding-baseline-gone = { $file }의 { $code } 항목이 더 이상 나오지 않습니다({ $count }건). 기준 파일을 다시 쓰십시오
label-source-sentence = 베트남어 원문
check-known = 기준 파일에 있는 { $count }건은 세지 않습니다
check-waived = 예외로 인정된 지적: { $count }건
check-fixable = { $safe ->
    [0] {""}
   *[other] { $safe }건은 --fix로 고칠 수 있습니다. {""}
}{ $unsafe ->
    [0] {""}
   *[other] { $unsafe }건은 --fix --unsafe로 고칠 수 있습니다.
}
check-fixed = { $count }곳을 고쳤습니다
check-fix-shown = 사람이 번역했거나 승인한 행의 수정이 { $count }곳 있습니다. 적용하려면 --fix-reviewed를 붙이십시오
check-baseline-written = { $count }건을 { $file }에 썼습니다
severity-error = 오류
severity-warning = 경고
severity-info = 참고
report-title = 검사 보고서
report-summary = 검사 대상 { $inputs }건: 오류 { $errors }건, 경고 { $warnings }건, 참고 { $infos }건
report-clean = 발견된 문제가 없습니다.
report-other = 용어집·번역 메모리·설정
report-place = { $line }행 { $column }열
report-rules = 규칙
report-waived = 예외: { $reason }
report-known = 기준 파일에 있음

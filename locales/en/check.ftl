# What the check says.
finding-edition-text-missing = this sentence is not in the edition any more: “{ $text }”
finding-provenance-unreadable = the provenance file cannot be read: { $why }
finding-pair-unit-missing = the translation has nothing for this { $role }: “{ $text }”
finding-pair-unit-added = the source has nothing for this { $role }: “{ $text }”
finding-waiver-unused = the waiver for { $code } has nothing to accept any more ({ $reason })
finding-waiver-expired = the waiver for { $code } ended on { $until } ({ $reason })
finding-baseline-gone = { $code } in { $file } does not occur any more ({ $count }): write the baseline again
label-source-sentence = the Vietnamese sentence
check-known = { $count ->
    [one] One finding is in the baseline and does not count
   *[other] { $count } findings are in the baseline and do not count
}
check-waived = { $count ->
    [one] One finding is accepted by a waiver
   *[other] { $count } findings are accepted by waivers
}
check-fixable = { $safe ->
    [0] {""}
   *[other] { $safe } can be mended with --fix. {""}
}{ $unsafe ->
    [0] {""}
   *[other] { $unsafe } can be mended with --fix --unsafe.
}
check-fixed = { $count ->
    [one] One fix applied
   *[other] { $count } fixes applied
}
check-fix-shown = { $count ->
    [one] One fix is for a row that a person made or approved: --fix-reviewed applies it
   *[other] { $count } fixes are for rows that a person made or approved: --fix-reviewed applies them
}
check-baseline-written = { $count ->
    [one] One finding written to { $file }
   *[other] { $count } findings written to { $file }
}
severity-error = error
severity-warning = warning
severity-info = note
report-title = Check report
report-summary = { $errors } errors, { $warnings } warnings, { $infos } notes in { $inputs } inputs
report-clean = Nothing was found.
report-other = Glossary, memory and configuration
report-place = line { $line }, column { $column }
report-rules = The rules
report-waived = accepted: { $reason }
report-known = in the baseline

# 検査の文言。
finding-edition-text-missing = この文は版にもうありません：「{ $text }」
finding-provenance-unreadable = 来歴ファイルを読めません：{ $why }
finding-pair-unit-missing = この{ $role }に当たる訳文がありません：「{ $text }」
finding-pair-unit-added = この{ $role }に当たる原文がありません：「{ $text }」
finding-waiver-unused = { $code }の免除には、もう当てはまるものがありません（{ $reason }）
finding-waiver-expired = { $code }の免除は{ $until }に期限が切れました（{ $reason }）
finding-baseline-gone = { $file }の{ $code }はもう見つかりません（{ $count }件）。基準ファイルを書き直してください
label-source-sentence = ベトナム語の原文
check-known = 基準ファイルにある{ $count }件は数えません
check-waived = 免除された指摘：{ $count }件
check-fixable = { $safe ->
    [0] {""}
   *[other] { $safe }件は--fixで直せます。
}{ $unsafe ->
    [0] {""}
   *[other] { $unsafe }件は--fix --unsafeで直せます。
}
check-fixed = { $count }か所を直しました
check-fix-shown = 人が訳した、または承認した行の修正が{ $count }か所あります。適用するには--fix-reviewedを付けてください
check-baseline-written = { $count }件を{ $file }に書き込みました
severity-error = エラー
severity-warning = 警告
severity-info = 参考
report-title = 検査報告
report-summary = 検査対象{ $inputs }件：エラー{ $errors }件、警告{ $warnings }件、参考{ $infos }件
report-clean = 問題は見つかりませんでした。
report-other = 用語集・翻訳メモリー・設定
report-place = { $line }行 { $column }桁
report-rules = 規則
report-waived = 免除：{ $reason }
report-known = 基準ファイルにあり

# コマンドラインの文言。
language-vi = ベトナム語
language-en = 英語
language-ja = 日本語
language-ko = 韓国語
state-initial = 未訳
state-translated = 機械翻訳
state-reviewed = 校閲済み
state-final = 確定
summary-locale = { $language }：全{ $segments }文（翻訳メモリー{ $remembered }、うち文脈一致{ $incontext }、翻訳エンジン{ $asked }、重複{ $repeated }、回答なし{ $missing }）。{ $person ->
    [0] 要確認の文はありません
   *[other] { $person }文が要確認です
}
summary-run = 記事{ $articles }本{ $failed ->
    [0] {""}
   *[other] 、失敗{ $failed }本
}（所要時間 { $time }）
translate-written = { $out } に書き出しました
translate-stopped = 中断しました。これまでの訳文はすべて翻訳メモリーに保存されています。同じコマンドで続きから再開できます。
progress-line = { $language }：{ $done }/{ $total }、毎分{ $rate }文{ $left ->
    [-1] {""}
   *[other] 、残り約{ $left }分
}
check-tally = エラー{ $errors }件、警告{ $warnings }件、注記{ $infos }件
memory-rows = { $language }、{ $state }：{ $rows }
memory-size = 履歴{ $history }版、{ $kib } KiB
backend-failed = 回答がありません：{ $error }
doctor-glossary = 用語{ $terms }件、指摘{ $findings }件
doctor-fine = 問題ありません
doctor-new = （初回の実行時に作成されます）
model-here = あり、{ $mib } MiB
model-absent = なし：anban model pull { $name }
model-progress = { $done } / { $total } MiB
model-pulled = { $name } を { $path } に保存しました
model-verified = { $name }：SHA-256は一致しています
finding-stale-terms = 翻訳後にこの文の用語が変更されています
finding-reply-cut = { $why ->
    [loop] 翻訳エンジンが同じ語句を繰り返したため打ち切りました
    [refusal] 翻訳エンジンが翻訳を拒みました
   *[other] 訳文が長さの上限を超えたため打ち切りました
}
finding-memory-key = キーが原文と一致しません
finding-edition-missing = 版のファイルがありません
finding-edition-changed = 書き出し後に版が変更されています
finding-edition-edit-taken = { $file }での手作業の修正を翻訳メモリーに取り込みました：{ $now }
finding-edition-edit-aside = { $file }での手作業の修正を取り込めなかったため、修正済みの版を新しい版と並べて残しました：{ $now }
finding-edition-link = リンク先がありません：{ $href }
finding-segment-pending = この文は掲載が承認されていないため、ベトナム語のままです
finding-answers-refused = 翻訳エンジンに{ $count }回問い合わせたが、合格した訳文がありませんでした

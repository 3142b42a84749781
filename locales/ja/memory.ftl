# 翻訳メモリーの保守。
memory-copied = { $rows }行・{ $versions }版を転送し照合しました：新規保存{ $stored }版、{ $differ ->
    [0] 相違なし
   *[other] 転送先の履歴が異なる{ $differ }行はそのまま残しました
}
memory-mended = （修復済み）
memory-verified = { $rows }行を検査、異常{ $faults }件、うち修復{ $mended }件
memory-would-remove = { $found }行が履歴ごと削除の対象です
memory-removed = { $removed }行を履歴ごと削除しました
memory-backed-up = { $rows }行・{ $versions }版を{ $file }に保存し、読み戻して確認しました
memory-undone = 第{ $version }版として第{ $wanted }版の訳文に戻しました：{ $target }
finding-memory-row-damaged = 行が破損しています：{ $what }
finding-memory-version-damaged = 履歴の版が破損しています：{ $what }
finding-memory-history-broken = 履歴と行が一致しません：{ $what }
finding-memory-orphan = 属する行のないデータがあります：{ $what }
finding-memory-key-wrong = キーが原文「{ $what }」と一致しません。行を削除するか、訳し直してください
finding-memory-encoding = 「{ $what }」に文字化けがあります。訳文を直してください
finding-memory-index-damaged = メモリーの索引またはページが破損しています：{ $what }
queue-state = { $name }：{ $state ->
    [running] 翻訳中
    [done] 完了
    [dead] { $attempts }回失敗し、保留
   *[waiting] 待機中
}
queue-dead = { $name }：{ $attempts }回失敗し、保留：{ $error }
worker-taken = { $name }：受け付けました
worker-done = { $name }：完了
worker-failed = { $name }：{ $error }
worker-revived = { $count }本の記事を再試行します

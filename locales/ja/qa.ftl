# 訳文の検査で表示する文。
finding-empty-target = 訳文が空です
finding-codes-changed = { $fault ->
    [missing] 原文の書式コードがありません：{ $codes }
    [added] 原文にない書式コードがあります：{ $codes }
   *[other] 書式コードの閉じる順序が正しくありません：{ $codes }
}
finding-chatter = 訳文以外の言葉が混じっています：「{ $text }」
finding-source-left-in = ベトナム語が残っています：「{ $text }」
finding-wrong-script = この言語で使わない文字があります：「{ $text }」
finding-repetition = 同じ語句が繰り返されています：「{ $text }」
finding-length-ratio = { $fault ->
    [short] 訳文が短すぎます（原文{ $source }字に対し{ $target }字）
   *[other] 訳文が長すぎます（原文{ $source }字に対し{ $target }字）
}

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
finding-untranslated = 原文のまま訳されていません：「{ $text }」
finding-markup-leaked = 書式の記号が本文に出ています：「{ $text }」
finding-entity-leaked = HTMLの文字参照がそのまま残っています：「{ $text }」
finding-markup-empty = 書式コード{ $text }の中に語句がありません
finding-markup-space = 書式コード{ $text }の前後で語がつながっています
finding-look-alike = 形の似た別の文字が混じっています：「{ $text }」
finding-mojibake = 文字化けしています：「{ $text }」
finding-control-character = 制御文字（{ $name }）があります：「{ $text }」
finding-replacement-character = 文字が失われています：「{ $text }」
finding-cut-off = 訳文が文の途中で終わっています：「{ $text }」
finding-address-changed = { $fault ->
    [missing] アドレス{ $want }がありません
   *[other] アドレス{ $want }が「{ $text }」になっています
}
finding-hashtag-lost = ハッシュタグまたはアカウント名がありません：{ $text }
finding-end-mark-lost = 「{ $text }」の後に文末の記号がありません
finding-question-lost = 疑問文が平叙文になっています
finding-list-mark-lost = 箇条書きの記号がありません：「{ $text }」
finding-quotation-lost = 引用が訳文に示されていません：{ $text }
finding-symbol-changed = 記号「{ $text }」の数が原文と異なります
finding-invisible-character = 見えない文字（{ $name }）があります：「{ $text }」
finding-decomposed-letters = 文字と濁点などが分かれています：「{ $text }」
finding-chinese-form = { $want ->
    [none] 「{ $text }」は日本語で使わない漢字です
   *[other] 「{ $text }」は中国語の字体です。「{ $want }」としてください
}
finding-hanja = 韓国語の文中に漢字「{ $text }」があります
finding-edge-space = 訳文の前後に余分な空白があります
finding-double-space = 空白が連続しています：「{ $text }」
finding-space-before-mark = 記号の前後に不要な空白があります：「{ $text }」
finding-space-after-mark = 記号の後に空白がありません：「{ $text }」
finding-doubled-word = 語が重複しています：「{ $text }」
finding-doubled-mark = 句読点が重複しています：「{ $text }」
finding-brackets-unbalanced = 括弧「{ $text }」の対応がとれていません
finding-quotes-unbalanced = 引用符{ $text }の対応がとれていません
finding-full-width-form = 全角の英数字があります：「{ $text }」
finding-half-width-katakana = 半角カタカナがあります：「{ $text }」
finding-punctuation-width = 記号「{ $text }」の全角・半角が合いません。「{ $want }」としてください
finding-register = { $want ->
    [plain] 「{ $text }」は敬体です。常体（だ・である調）に統一してください
   *[other] 「{ $text }」は常体です。敬体（です・ます調）に統一してください
}
finding-quote-style = 引用符が表記基準と異なります：{ $text }
finding-nested-quotes = かぎ括弧の中は『 』としてください：{ $text }
finding-stop-before-bracket = 閉じかぎ括弧の前の句点は不要です
finding-comma-style = 「{ $text }」は「{ $want }」としてください
finding-japanese-space = 不要な空白があります：「{ $text }」
finding-wave-dash = 範囲の記号「{ $text }」は「{ $want }」としてください
finding-honorific = 新聞記事では人名に「{ $text }」を付けません
finding-korean-spacing = 分かち書きの誤りです：「{ $text }」
finding-korean-middle-dot = 中黒は「·」（U+00B7）としてください：「{ $text }」
finding-korean-particle = 助詞は「{ $text }」ではなく「{ $want }」です
finding-parenthesis-space = 括弧の前の空白が正しくありません：「{ $text }」
finding-ellipsis-style = 三点リーダーの形が表記基準と異なります：「{ $text }」
finding-dash-style = ハイフンの使い方が正しくありません：「{ $text }」
finding-headline-stop = 見出しに句点は付けません
finding-headline-case = 見出しの大文字の使い方が表記基準と異なります：「{ $text }」
finding-headline-capitals = すべて大文字です：「{ $text }」
finding-sentence-capital = 文頭が小文字です：「{ $text }」
finding-indefinite-article = 冠詞は「{ $want }」です：「{ $text }」
finding-serial-comma = 列挙の最後のコンマが表記基準と異なります：「{ $text }」
finding-number-words = 「{ $text }」は「{ $want }」としてください
finding-percent-style = パーセントの表記が基準と異なります：「{ $text }」
finding-numeric-date = 日を先に書いた数字だけの日付です：「{ $text }」
finding-spelling-variant = 「{ $text }」のつづりが統一されていません。「{ $want }」としてください
finding-word-choice = 「{ $text }」は報道では使いません。「{ $want }」としてください
finding-segment-inconsistent = 同じ文の訳が統一されていません。初出：{ $first }
finding-term-inconsistent = 用語が不統一です（ここでは「{ $text }」、初出は「{ $first }」）
finding-register-mixed = 「{ $text }」の文体が他と異なります
finding-spelling-mixed = 「{ $text }」のつづりの流儀が他と異なります
finding-quotes-mixed = 引用符{ $text }が他と異なります
finding-memory-inconsistent = 同じ文を別の訳にした行があります
finding-memory-shared-target = 別の文に同じ訳を付けた行があります
finding-page-lang = { $found ->
    [none] ページの言語が指定されていません（正しくは{ $want }）
   *[other] ページの言語が{ $found }になっています（正しくは{ $want }）
}
finding-page-charset = ページの先頭にUTF-8の指定がありません
finding-page-title = { $fault ->
    [title] ページにタイトルがありません
    [none] ページに大見出しがありません
   *[other] ページに大見出しが複数あります
}
finding-page-hreflang = { $fault ->
    [missing] { $tag }版へのリンクがありません
    [unknown] 「{ $tag }」は版の言語ではありません
    [twice] { $tag }版へのリンクが重複しています
   *[other] { $tag }版へのリンク先が別のファイルです
}
finding-page-hreflang-mutual = { $tag }版（{ $href }）からのリンクに対応するリンクがありません
finding-page-canonical = { $fault ->
    [missing] 正規URLがありません
    [twice] 正規URLが二つあります
   *[other] 正規URLが別のページのものです：{ $href }
}
finding-page-json-ld = { $why ->
    [none] 記事のJSON-LDがありません
   *[other] JSON-LDを読み取れません：{ $why }
}
finding-page-json-ld-mismatch = JSON-LDの{ $name }は「{ $found }」ですが、ページでは「{ $want }」です
finding-page-date = 機械可読の日付が「{ $found }」です{ $want ->
    [none] （日付ではありません）
   *[other] （記事の日付は「{ $want }」）
}
finding-page-anchor = ページ内にリンク先がありません：{ $href }
finding-page-duplicate-id = id「{ $id }」が重複しています
finding-page-image-alt = { $alt ->
    [none] 画像に代替テキストがありません
   *[other] 画像の代替テキストがファイル名です：{ $alt }
}
finding-page-pending = 未訳の印が{ $found }文にありますが、来歴では{ $want }文です
finding-page-template = テンプレートが埋められていません：{ $text }

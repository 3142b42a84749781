# article
finding-article-no-text = { $file }に翻訳対象のテキストがありません。
finding-article-encoding-guessed = ファイルに文字コードの指定がないため、{ $encoding }として読み込みました。
finding-article-encoding-legacy = Unicode以前のベトナム語文字コード{ $encoding }のファイルと判断して読み込みました。大文字を確認してください。
finding-article-encoding-contradicted = ファイルの指定は{ $declared }ですが、実際は{ $encoding }のため、{ $encoding }として読み込みました。
finding-article-root-missing = 記事の範囲「{ $selector }」に一致する要素がないため、ページ全体を読み込みました。
finding-article-too-many-codes = この箇所はインラインのマークアップが多すぎて翻訳できないため、そのまま残しました。
finding-article-html-block-skipped = このHTMLブロックはリストまたは引用の中にあるため、そのまま残しました。
finding-article-front-matter-skipped = フロントマターの項目「{ $field }」は1行の文字列ではないため、そのまま残しました。
finding-article-front-matter-invalid = フロントマターを読み取れないため、そのまま残しました（{ $reason }）。
finding-article-tracked-changes = 変更履歴のある段落が{ $paragraphs }件あり、すべて承諾済みとして読み込みました

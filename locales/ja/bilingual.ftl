finding-handback-source = ユニット{ $id }：この文はもう記事にありません：「{ $text }」
finding-handback-twice = ユニット{ $id }：同じ文のユニットが二つあります：「{ $text }」
finding-handback-codes = ユニット{ $id }：書式コードが原文と一致しません：{ $codes }
finding-handback-conflict = ユニット{ $id }：その間に別の人が訳文を変更しました。ファイル：「{ $text }」、メモリー：「{ $now }」
finding-handback-missing = 文{ $id }の訳がファイルにありません：「{ $text }」
handback-tally = { $file }：取り込み{ $taken }、変更なし{ $unchanged }、拒否{ $refused }、未訳{ $missing }
handback-dry = 何も保存していません。
xliff-written = { $file }：{ $pairs }文、うち訳文あり{ $translated }文
handoff-written = { $file }：翻訳者用ファイル{ $files }件
handoff-title = { $file }（{ $language }）
handoff-source = 原文
handoff-target = 訳文
handoff-state = 状態
handoff-readme = このパッケージには、ベトナム語から{ $language }に翻訳する記事が1本入っています。
    { $xliff } は、XLIFF 1.2を読める翻訳ツール（Trados、memoQ、Wordfastなど）で開けます。
    omegat/ は同じ作業のOmegaTプロジェクトです。OmegaTでフォルダーを開き、最後に訳文ファイルを作成してください。
    matches.tmx には過去に訳した類似文、terms.tbx には記事の用語と指定訳が入っています。
    preview.html で現在までの記事を確認できます。
    原文は変更せず、書式コードはすべて訳文に一度ずつ残してください。
    作業後はフォルダー全体を返送してください。

# What the glossary commands say.
finding-import-lost = 取り込めませんでした：{ $what }「{ $value }」に対応する項目が用語集にありません
finding-import-language = 取り込めませんでした：「{ $language }」はvi、en、ja、koのいずれでもありません
finding-import-no-vietnamese = 取り込めませんでした：項目{ $id }に使えるベトナム語の用語がありません
finding-import-id-taken = ID { $id }は使用済みのため、{ $now }に変更しました
finding-import-promoted = 「{ $form }」は唯一の訳語で廃止扱いでしたが、優先訳語にしました（{ $locale }）
finding-import-second-preferred = 「{ $form }」は二つ目の優先訳語のため、許容訳語として取り込みました（{ $locale }）
glossary-diff-terms = 用語：追加{ $added }、削除{ $removed }、変更{ $changed }
glossary-diff-rows = { $language }：影響するセグメント{ $segments }件、再翻訳{ $again }件（{ $characters }文字、{ $words }語）、人の確認が必要：校閲済み{ $reviewed }件、確定{ $final }件、未校閲{ $person }件
glossary-diff-editions = 影響する版：{ $editions }件（記事{ $articles }本）
glossary-diff-price = 再翻訳の費用：{ $price }
glossary-diff-price-unknown = 再翻訳の費用：不明（--priceで指定）
glossary-imported = { $terms }件の用語を{ $file }に書き込みました

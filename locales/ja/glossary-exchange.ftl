# What glossary import says.
finding-import-lost = 取り込めませんでした：{ $what }「{ $value }」に対応する項目が用語集にありません
finding-import-language = 取り込めませんでした：「{ $language }」はvi、en、ja、koのいずれでもありません
finding-import-no-vietnamese = 取り込めませんでした：項目{ $id }に使えるベトナム語の用語がありません
finding-import-id-taken = ID { $id }は使用済みのため、{ $now }に変更しました
finding-import-promoted = 「{ $form }」は唯一の訳語で廃止扱いでしたが、優先訳語にしました（{ $locale }）
finding-import-second-preferred = 「{ $form }」は二つ目の優先訳語のため、許容訳語として取り込みました（{ $locale }）
finding-import-unreadable = ファイルを取り込めません：{ $why }

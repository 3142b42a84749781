# names
finding-name-rendering = { $problem ->
    [wrong] 「{ $name }」の表記「{ $found }」は誤りです。「{ $expected }」としてください
   *[missing] 訳文に「{ $name }」がありません（正しい表記は「{ $expected }」）
}
finding-name-diacritics = 「{ $found }」にベトナム語の声調・補助記号が残っています
finding-name-inconsistent = 「{ $name }」の表記が不統一です（ここでは「{ $found }」、初出は「{ $first }」）
name-found = { $name }・{ $kind ->
    [person] 人名
   *[place] 地名
}
name-basis-glossary = 用語集
name-basis-exception = 慣用表記
name-basis-gazetteer = 地名表
name-basis-table = 人名表
name-basis-rule = 転写規則
name-basis-unknown = 該当する規則なし

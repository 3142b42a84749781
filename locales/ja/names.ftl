# names
finding-name-rendering = { $problem ->
    [wrong] 「{ $name }」の表記「{ $found }」は誤りです。「{ $expected }」としてください
   *[missing] 訳文に「{ $name }」がありません（正しい表記は「{ $expected }」）
}
finding-name-diacritics = 「{ $found }」にベトナム語の声調・補助記号が残っています
finding-name-inconsistent = 「{ $name }」の表記が不統一です（ここでは「{ $found }」、初出は「{ $first }」）

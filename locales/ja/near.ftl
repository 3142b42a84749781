# What `anban memory search` says.
near-none = それほど近い文はメモリーにない
near-substituted = 既存の訳に新しい数値を入れた文（検査済み）
concordance-none = この語句はメモリーにない

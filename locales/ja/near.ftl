# What `anban memory search` says.
near-none = それほど近い文はメモリーにない
near-substituted = 既存の訳に新しい数値を入れた文（検査済み）
concordance-none = この語句はメモリーにない
finding-rejected-elsewhere = この訳文は別の箇所で校閲者に却下されている。別の訳が必要
finding-ambiguous-match = この文には優劣のない訳文がメモリーに複数あり、そのうち一つを採用した
finding-taken-over = メモリーの別の箇所から採用した訳文で、ここではまだ誰も確認していない
finding-answer-confidence = 翻訳エンジンが示した確からしさは{ $percent }％
finding-confidence-low = 翻訳エンジンが示した確からしさは{ $percent }％で、基準の{ $wanted }％に届かない。人の確認を待つ

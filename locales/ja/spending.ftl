ledger-empty = 支払いの対象となった要求はない。
ledger-line = { $month }  { $backend }  { $who }：要求 { $requests } 件（未精算 { $open } 件）、{ $tokens } トークン、{ $characters } 文字、{ $cost }
price-unknown = 価格不明
price-none = 無料
time-unknown = 所要時間不明
quote-line = { $language }：翻訳する文 { $segments } 件（{ $words } 語、{ $characters } 文字）、約 { $tokens } トークン、費用 { $cost }、{ $time }
translate-stopping = 支払い済みの要求が終わるのを待っている。すぐに止めるには、もう一度 Ctrl-C を押す。
quote-backend = { $backend }：約 { $tokens } トークン、{ $characters } 文字、費用 { $cost }、{ $time }

ledger-empty = No requests have been paid for.
ledger-line = { $month }  { $backend }  { $who }: { $requests } requests ({ $open } unsettled), { $tokens } tokens, { $characters } characters, { $cost }
price-unknown = price unknown
price-none = nothing
time-unknown = time unknown
quote-line = { $language }: { $segments } segments to ask for ({ $words } words, { $characters } characters), about { $tokens } tokens; cost { $cost }; { $time }
translate-stopping = Finishing what is already paid for; press Ctrl-C again to stop at once.
quote-backend = { $backend }: about { $tokens } tokens, { $characters } characters; cost { $cost }; { $time }

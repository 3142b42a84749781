# What the glossary commands say.
finding-import-lost = Not kept: { $what } “{ $value }” has no place in the glossary
finding-import-language = Not kept: “{ $language }” is none of the languages vi, en, ja and ko
finding-import-no-vietnamese = Not kept: the entry { $id } has no usable Vietnamese term
finding-import-id-taken = The id { $id } is taken; the term is now called { $now }
finding-import-promoted = “{ $form }” is the only rendering and deprecated; it became the preferred one ({ $locale })
finding-import-second-preferred = “{ $form }” is a second preferred rendering; it is kept among the admitted ones ({ $locale })
glossary-diff-terms = Terms: { $added } added, { $removed } removed, { $changed } changed
glossary-diff-rows = { $language }: { $segments } segments touched; to be translated again: { $again } ({ $characters } characters, { $words } words); for a person’s eyes: { $reviewed } reviewed, { $final } final, { $person } unreviewed
glossary-diff-editions = Editions touched: { $editions }, of { $articles } articles
glossary-diff-price = Price of translating again: { $price }
glossary-diff-price-unknown = Price of translating again: unknown (give --price)
glossary-imported = { $terms } terms written to { $file }

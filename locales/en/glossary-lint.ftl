# What the glossary lint says.
finding-glossary-two-preferred = “{ $form }” is rendered “{ $here }” here and “{ $there }” at { $first } ({ $locale }); only that one is used
finding-glossary-never-matches = “{ $form }” can never be found in a text: it reads as part of a document number or as mere punctuation
finding-glossary-overlap = “{ $form }” hides the term { $hidden } ({ $first }) and does not demand a rendering in every language itself
finding-glossary-crossing = “{ $form }” ends with the words with which the term { $other } ({ $first }) begins; where they meet only one is found
finding-glossary-same-concept = { $form } and { $other } ({ $first }) have the same renderings in every language: make them one term
finding-glossary-same-rendering = “{ $form }” renders both { $id } and { $other } ({ $locale }; { $first })
finding-glossary-forbidden-elsewhere = “{ $form }” is forbidden here and allowed for { $other } ({ $locale }; { $first })
finding-glossary-missing-locale = { $form } has no rendering in this language ({ $locale })
finding-glossary-duplicate-rendering = “{ $form }” already stands at { $first } ({ $locale })
finding-glossary-look-alike = “{ $form }” holds “{ $letter }” ({ $code }), which only looks like the right letter ({ $locale })
finding-glossary-width = “{ $form }” holds full-width or half-width characters where the usual width is written ({ $locale })
finding-glossary-whitespace = “{ $form }” holds surplus or special spaces ({ $locale })
finding-glossary-nfd = “{ $form }” is written with combining marks; write whole letters (Unicode NFC) ({ $locale })
finding-glossary-dates = The term holds until { $form }, which is before it begins on { $from }
finding-glossary-unsorted = { $form } stands out of order in a sorted file (after { $first })
finding-glossary-key-order = The key { $form } usually stands further up

# glossary
finding-term-missing = “{ $source }” is not rendered as the glossary has it: use “{ $want }”
finding-term-forbidden = “{ $found }” is a forbidden rendering of “{ $source }”: use “{ $want }”
finding-term-not-verbatim = “{ $source }” is to be kept letter for letter: write “{ $want }”
finding-term-deprecated = “{ $found }” is no longer used for “{ $source }”: write “{ $want }”
finding-acronym-left-in = “{ $acronym }” means nothing outside Vietnam: translate the full form ({ $full })
finding-glossary-duplicate-id = The id “{ $form }” is already taken at { $first }
finding-glossary-id-style = The id “{ $form }” is not kebab-case: use a–z, 0–9 and single hyphens
finding-glossary-duplicate-form = The form “{ $form }” already stands at { $first }; only that one will ever be found
finding-glossary-empty-rendering = An empty rendering ({ $locale })
finding-glossary-wrong-script = “{ $form }” is not written in the script of its language ({ $locale })
finding-glossary-forbidden-allowed = “{ $form }” is both forbidden and allowed ({ $locale }; allowed at { $first })
finding-glossary-uncheckable = “{ $form }” is also a particle, so it cannot be told apart in a text ({ $locale })
label-glossary-first = first written here
finding-glossary-unreadable = the glossary cannot be read: { $why }

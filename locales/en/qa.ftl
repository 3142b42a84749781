# What the rules on a translated segment say.
finding-empty-target = the translation is empty
finding-codes-changed = { $fault ->
    [missing] markup of the source is missing: { $codes }
    [added] the translation has markup that the source has not: { $codes }
   *[other] markup is closed in the wrong order: { $codes }
}
finding-chatter = words around the translation: “{ $text }”
finding-source-left-in = Vietnamese was left in: “{ $text }”
finding-wrong-script = letters that do not belong to this language: “{ $text }”
finding-repetition = the text goes round in a circle: “{ $text }”
finding-length-ratio = { $fault ->
    [short] the translation is too short: { $target } letters for { $source }
   *[other] the translation is too long: { $target } letters for { $source }
}
finding-untranslated = the translation is its source: “{ $text }”
finding-markup-leaked = markup stands in the text: “{ $text }”
finding-entity-leaked = an HTML entity is written out: “{ $text }”
finding-markup-empty = the markup { $text } holds no words
finding-markup-space = words run together at the markup { $text }
finding-look-alike = letters of another script that look alike: “{ $text }”
finding-mojibake = the text was read in the wrong encoding: “{ $text }”
finding-control-character = a control character ({ $name }) in “{ $text }”
finding-replacement-character = a letter was lost in “{ $text }”
finding-cut-off = the translation stops in the middle of the sentence: “{ $text }”
finding-address-changed = { $fault ->
    [missing] the address { $want } is missing
   *[other] the address { $want } became “{ $text }”
}
finding-hashtag-lost = a hashtag or handle is missing: { $text }
finding-end-mark-lost = the mark that ends the sentence is missing after “{ $text }”
finding-question-lost = the question became a statement
finding-list-mark-lost = the mark of the list item is missing: “{ $text }”
finding-quotation-lost = the translation does not show the quotation: { $text }
finding-symbol-changed = the sign { $text } is not as often there as in the source
finding-invisible-character = an invisible character ({ $name }) in “{ $text }”
finding-decomposed-letters = letters and their marks are separate characters: “{ $text }”
finding-chinese-form = { $want ->
    [none] “{ $text }” is a Chinese character that Japanese does not use
   *[other] “{ $text }” is the Chinese form; Japanese writes “{ $want }”
}
finding-hanja = the Chinese character “{ $text }” stands in Korean text
finding-edge-space = white space at the edge of the translation
finding-double-space = several spaces in a row: “{ $text }”
finding-space-before-mark = a space where none belongs: “{ $text }”
finding-space-after-mark = no space after the mark: “{ $text }”
finding-doubled-word = a word stands twice: “{ $text }”
finding-doubled-mark = punctuation is doubled: “{ $text }”
finding-brackets-unbalanced = the bracket “{ $text }” has no partner
finding-quotes-unbalanced = the quotation mark { $text } has no partner
finding-full-width-form = full-width letters or digits: “{ $text }”
finding-half-width-katakana = half-width katakana: “{ $text }”
finding-punctuation-width = “{ $text }” is not this language’s mark; write “{ $want }”
finding-register = { $want ->
    [plain] “{ $text }” is the polite register; the house writes the plain one
   *[other] “{ $text }” is the plain register; the house writes the polite one
}
finding-quote-style = these quotation marks are not the house’s: { $text }
finding-nested-quotes = inner quotation marks should be 『 』: { $text }
finding-stop-before-bracket = no full stop stands before 」
finding-comma-style = “{ $text }” should be “{ $want }”
finding-japanese-space = a space that Japanese does not set: “{ $text }”
finding-wave-dash = the range mark “{ $text }” should be “{ $want }”
finding-honorific = newspapers do not write { $text } after a name
finding-korean-spacing = wrong spacing: “{ $text }”
finding-korean-middle-dot = write the middle dot as · (U+00B7): “{ $text }”
finding-korean-particle = the particle should be “{ $want }”, not “{ $text }”
finding-parenthesis-space = wrong spacing before the parenthesis: “{ $text }”
finding-ellipsis-style = the ellipsis is not in the house’s form: “{ $text }”
finding-dash-style = a hyphen stands for a dash or a word: “{ $text }”
finding-headline-stop = a headline takes no full stop
finding-headline-case = the capitals of the headline are not the house’s: “{ $text }”
finding-headline-capitals = everything is in capitals: “{ $text }”
finding-sentence-capital = the sentence begins with a small letter: “{ $text }”
finding-indefinite-article = write “{ $want }” here: “{ $text }”
finding-serial-comma = the comma before the last member of the list is not as the house has it: “{ $text }”
finding-number-words = write “{ $want }” for “{ $text }”
finding-percent-style = per cent is not written as the house has it: “{ $text }”
finding-numeric-date = a date in figures, day first: “{ $text }”
finding-spelling-variant = “{ $text }” is the other spelling; write “{ $want }”
finding-word-choice = a newspaper does not write “{ $text }” here; write “{ $want }”
finding-segment-inconsistent = the same sentence is translated in two ways; the first time it was: { $first }
finding-term-inconsistent = “{ $text }” here, “{ $first }” earlier in this edition
finding-register-mixed = “{ $text }” is in another register than most of the edition
finding-spelling-mixed = “{ $text }” is not spelled as most of the edition is
finding-quotes-mixed = { $text } is not the quotation mark that most of the edition uses
finding-memory-inconsistent = an earlier row translates the same sentence otherwise
finding-memory-shared-target = an earlier row has this translation for another sentence
finding-page-lang = { $found ->
    [none] the page does not say its language; it should be { $want }
   *[other] the page says it is { $found }; it should be { $want }
}
finding-page-charset = the page does not say at its beginning that it is UTF-8
finding-page-title = { $fault ->
    [title] the page has no title
    [none] the page has no main heading
   *[other] the page has more than one main heading
}
finding-page-hreflang = { $fault ->
    [missing] the page does not link the edition { $tag }
    [unknown] “{ $tag }” is no language of an edition
    [twice] the edition { $tag } is linked twice
   *[other] the link to the edition { $tag } leads to another file
}
finding-page-hreflang-mutual = the edition { $tag } ({ $href }) links this page, and this page does not link back
finding-page-canonical = { $fault ->
    [missing] the page has no canonical address
    [twice] the page has two canonical addresses
   *[other] the canonical address is that of another page: { $href }
}
finding-page-json-ld = { $why ->
    [none] the page has no JSON-LD for its article
   *[other] the JSON-LD cannot be read: { $why }
}
finding-page-json-ld-mismatch = { $name } in the JSON-LD is “{ $found }”; the page has “{ $want }”
finding-page-date = the machine-readable date is “{ $found }”{ $want ->
    [none] , which is no date
   *[other] ; the article has “{ $want }”
}
finding-page-anchor = the link leads to no place on the page: { $href }
finding-page-duplicate-id = two elements have the id { $id }
finding-page-image-alt = { $alt ->
    [none] the picture has no text for those who cannot see it
   *[other] the picture’s text is a file name: { $alt }
}
finding-page-pending = { $found } sentences are marked as not translated; the provenance has { $want }
finding-page-template = a template was not filled in: { $text }

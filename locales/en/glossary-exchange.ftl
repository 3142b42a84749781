# What glossary import says.
finding-import-lost = Not kept: { $what } “{ $value }” has no place in the glossary
finding-import-language = Not kept: “{ $language }” is none of the languages vi, en, ja and ko
finding-import-no-vietnamese = Not kept: the entry { $id } has no usable Vietnamese term
finding-import-id-taken = The id { $id } is taken; the term is now called { $now }
finding-import-promoted = “{ $form }” is the only rendering and deprecated; it became the preferred one ({ $locale })
finding-import-second-preferred = “{ $form }” is a second preferred rendering; it is kept among the admitted ones ({ $locale })
finding-import-unreadable = the file cannot be imported: { $why }

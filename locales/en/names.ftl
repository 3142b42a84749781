# names
finding-name-rendering = { $problem ->
    [wrong] “{ $found }” is not how { $name } is written here; write “{ $expected }”
   *[missing] { $name } does not appear in the translation; expected “{ $expected }”
}
finding-name-diacritics = Vietnamese marks were left in “{ $found }”
finding-name-inconsistent = { $name } is written “{ $found }” here and “{ $first }” earlier in this edition
name-found = { $name } · { $kind ->
    [person] person
   *[place] place
}
name-basis-glossary = glossary
name-basis-exception = established form
name-basis-gazetteer = gazetteer
name-basis-table = table of persons
name-basis-rule = rule
name-basis-unknown = no rule reads it

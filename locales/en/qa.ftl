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

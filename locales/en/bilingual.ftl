finding-handback-source = unit { $id }: the article does not have this sentence any more: “{ $text }”
finding-handback-twice = unit { $id }: a second unit for the same sentence: “{ $text }”
finding-handback-codes = unit { $id }: the codes are not those of the sentence: { $codes }
finding-handback-conflict = unit { $id }: somebody changed the translation meanwhile. In the file: “{ $text }”; in the memory: “{ $now }”
finding-handback-missing = sentence { $id } has no translation in the file: “{ $text }”
handback-tally = { $file }: { $taken } taken, { $unchanged } unchanged, { $refused } refused, { $missing } missing
handback-dry = Nothing was stored.
xliff-written = { $file }: { $pairs } sentences, { $translated } with a translation
handoff-written = { $file }: { $files } files for the translator
handoff-title = { $file }, { $language }
handoff-source = Source
handoff-target = Translation
handoff-state = State
handoff-readme = This package holds one article to be translated from Vietnamese into { $language }.
    { $xliff } opens in any translation tool that reads XLIFF 1.2 (Trados, memoQ, Wordfast).
    omegat/ is the same work as an OmegaT project: open the folder in OmegaT and create the translated documents at the end.
    matches.tmx holds similar sentences that were translated before, terms.tbx the article's terms with their prescribed renderings.
    preview.html shows the article as far as it has come.
    Please leave the source as it is and keep every code: each must stand exactly once in the translation.
    Send the whole folder back.

# What the command line says.
language-vi = Vietnamese
language-en = English
language-ja = Japanese
language-ko = Korean
state-initial = to be translated
state-translated = machine-translated
state-reviewed = reviewed
state-final = final
summary-locale = { $language }: { $segments } segments, { $remembered } from memory ({ $incontext } in context), { $asked } asked, { $repeated } repeated, { $missing } unanswered; { $person ->
    [0] none needs a person
    [one] one needs a person
   *[other] { $person } need a person
}
summary-run = { $articles ->
    [one] One article
   *[other] { $articles } articles
}{ $failed ->
    [0] {""}
   *[other] , { $failed } failed
} in { $time }
translate-written = Written to { $out }
translate-stopped = Stopped. Every answer so far is in the memory; the same command goes on from here.
progress-line = { $language }: { $done }/{ $total }, { $rate } asked a minute{ $left ->
    [-1] {""}
   *[other] , about { $left } min left
}
check-tally = { $errors } errors, { $warnings } warnings, { $infos } notes
memory-rows = { $language }, { $state }: { $rows }
memory-size = { $history } versions kept, { $kib } KiB
backend-failed = no answer: { $error }
doctor-glossary = { $terms } terms, { $findings } findings
doctor-fine = fine
doctor-new = (made at the first run)
model-here = here, { $mib } MiB
model-absent = not here: anban model pull { $name }
model-progress = { $done } of { $total } MiB
model-pulled = { $name } is at { $path }
model-verified = { $name }: the SHA-256 is right
finding-stale-terms = a term of this segment has changed since it was translated
finding-reply-cut = { $why ->
    [loop] the engine went round in a circle and was stopped
    [refusal] the engine declined to translate
   *[other] the answer ran past its length bound and was cut
}
finding-memory-key = the row’s key does not belong to its source text
finding-edition-missing = the edition’s file is missing
finding-edition-changed = the edition was changed after it was written
finding-edition-edit-taken = a change by hand in { $file } was taken into the memory: { $now }
finding-edition-edit-aside = a change by hand in { $file } could not be taken over; the edition is kept beside the new one: { $now }
finding-edition-link = the link leads nowhere: { $href }
finding-segment-pending = this sentence is not approved for publication and stays in Vietnamese
finding-answers-refused = the engine was asked this often and no answer passed: { $count }

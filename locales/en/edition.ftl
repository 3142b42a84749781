# The words of an edition page that are not the article's own.
edition-language-vi = Tiếng Việt
edition-language-en = English
edition-language-ja = 日本語
edition-language-ko = 한국어
edition-related = Related news
edition-more = More on this
edition-photo = Photo
edition-editions = Editions
edition-skip = Skip to the article
edition-translated-from = Translated from Vietnamese.
edition-disclosure = Parts of this text were translated by machine and have not been reviewed by an editor.
edition-pending = { $pending ->
    [one] One of { $segments } sentences has not been approved for publication and is shown in Vietnamese.
   *[other] { $pending } of { $segments } sentences have not been approved for publication and are shown in Vietnamese.
}
edition-revised = Updated after publication: { $changed ->
    [0] no sentences changed
    [one] one sentence changed
   *[other] { $changed } sentences changed
}, { $added } added, { $removed } removed.
edition-provenance = Where each sentence comes from
index-title = Editions
index-complete = complete ({ $segments } sentences, { $machine } by machine)
index-incomplete = { $pending } of { $segments } sentences need a person

# What the desk's further pages say: queue, search, aids, figures.
desk-any = Any
desk-article = Article
desk-term = Vietnamese term
desk-state = State
desk-confidence = Confidence
desk-confidence-low = Low: blocked or missing
desk-confidence-medium = Medium: with warnings
desk-confidence-high = High: nothing found
desk-rule = Finding
desk-backend = Backend
desk-reviewer = Reviewer
desk-age = Untouched for days
desk-filter = Filter
desk-take-away = Remove this filter
desk-nothing-fits = Nothing fits these filters.
desk-by = by { $day }
desk-late = was due { $day }
desk-pages = Pages
desk-before = Previous
desk-after = Next
desk-deadline = Deadline
desk-set-deadline = Set
desk-search = Search the memory
desk-phrase = Word or phrase
desk-within = In
desk-by-letters = By its letters
desk-find = Search
desk-not-found = The memory has nothing with this phrase.
desk-search-hint = Type a phrase in Vietnamese, English, Japanese or Korean.
desk-near = Near matches
desk-no-near = Nothing in the memory comes near.
desk-take-near = Take near match
desk-others = Other editions
desk-show-others = Other editions of the sentence
desk-no-others = No other edition has this sentence yet.
desk-ask = Ask the backend again
desk-hint = What should be different?
desk-asking = The backend is thinking…
desk-answer = { $by } suggests
desk-no-answer = The backend gave no answer.
desk-split = Split view with the page
desk-clean = Accept clean matches
desk-clean-why = The memory had these sentences already, and no check has anything to say. Accepting them is one act; undo takes all of them back.
desk-no-clean = There are no clean matches left.
desk-accept-ticked = Accept the ticked ones
desk-bulk-done = # accepted together.
desk-bulk-gone = These have changed meanwhile. Look again.
desk-where = Where?
desk-same = The same sentence elsewhere
desk-nowhere-else = It stands nowhere else.
desk-export-page = Save as a page
desk-export-source = Save in the article’s format (.{ $ending })
desk-assemble = Write the edition again
desk-assembled = The edition has been written again. What may not be published yet stands in it in Vietnamese, marked.
desk-export = Export
desk-figures = Figures
desk-progress = Progress
desk-throughput = Sentences accepted a day
desk-throughput-why = The last 14 days, UTC.
desk-effort = Changed before acceptance
desk-effort-why = How much of a machine’s sentence people changed, on average over the last eight weeks.
desk-term-weeks = Term violations a week
desk-term-weeks-why = Findings on terms in machines’ sentences, counted in the week they were accepted or amended.
desk-no-figures = Nothing has been accepted in this time.
desk-no-terms = No term was violated in this time.
desk-as-table = As a table
desk-day = Day
desk-effort-of = { $percent } % of { $n ->
    [one] one sentence
   *[other] { $n } sentences
}
desk-editions = { $n ->
    [one] one edition
   *[other] { $n } editions
}
desk-fitting = { $n ->
    [one] one sentence fits
   *[other] { $n } sentences fit
}
desk-findings = { $n ->
    [one] one with a warning
   *[other] { $n } with warnings
}
desk-picture = Picture
desk-picture-away = It is not in the article’s folder, and pictures from elsewhere are not fetched.

# article
finding-article-no-text = { $file } holds no text to translate.
finding-article-encoding-guessed = The file does not say how it is encoded; it was read as { $encoding }.
finding-article-encoding-legacy = The file is in { $encoding }, an encoding from before Unicode, and was read as such; check capital letters.
finding-article-encoding-contradicted = The file says it is { $declared }, but it is { $encoding } and was read as such.
finding-article-root-missing = No element matches the article root “{ $selector }”; the whole page was read.
finding-article-too-many-codes = This passage has too much inline markup to be translated; it stays as it is.
finding-article-html-block-skipped = This HTML block stands inside a list or a quotation; it stays as it is.
finding-article-front-matter-skipped = The front matter field “{ $field }” is not a string on one line; it stays as it is.
finding-article-front-matter-invalid = The front matter cannot be read ({ $reason }); it stays as it is.
finding-article-tracked-changes = Tracked changes in { $paragraphs } paragraphs are read as accepted

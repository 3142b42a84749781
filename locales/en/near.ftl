# What `anban memory search` says.
near-none = nothing in the memory is that near
near-substituted = new figures in an old translation, checked
concordance-none = the phrase stands nowhere in the memory

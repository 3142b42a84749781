# What `anban memory search` says.
near-none = nothing in the memory is that near
near-substituted = new figures in an old translation, checked
concordance-none = the phrase stands nowhere in the memory
finding-rejected-elsewhere = a reviewer rejected this very translation in another place; another one is needed
finding-ambiguous-match = the memory has several translations of this sentence with as good a claim; one of them was taken

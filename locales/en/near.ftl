# What `anban memory search` says.
near-none = nothing in the memory is that near
near-substituted = new figures in an old translation, checked
concordance-none = the phrase stands nowhere in the memory
finding-rejected-elsewhere = a reviewer rejected this very translation in another place; another one is needed
finding-ambiguous-match = the memory has several translations of this sentence with as good a claim; one of them was taken
finding-taken-over = taken from another place of the memory; nobody has read it here
finding-answer-confidence = the engine held this { $percent } per cent probable
finding-confidence-low = the engine held this { $percent } per cent probable, and the newsroom asks for { $wanted }; it waits for a person

# The memory's housekeeping.
memory-copied = { $rows } rows with { $versions } versions carried and compared: { $stored } stored, { $differ ->
    [0] none differ
   *[other] { $differ } rows stand there with another history and were left as they are
}
memory-mended = (mended)
memory-verified = { $rows } rows read, { $faults } faults, { $mended } of them mended
memory-would-remove = { $found } rows would be removed with their histories
memory-removed = { $removed } rows removed with their histories
memory-backed-up = { $rows } rows with { $versions } versions are in { $file }, read back whole
memory-undone = version { $version } says again what version { $wanted } said: { $target }
finding-memory-row-damaged = a row is damaged: { $what }
finding-memory-version-damaged = a version in the history is damaged: { $what }
finding-memory-history-broken = a history and its row do not agree: { $what }
finding-memory-orphan = something has lost what it belongs to: { $what }
finding-memory-key-wrong = the row’s key does not belong to its source “{ $what }”; remove the row or translate the sentence again
finding-memory-encoding = an encoding was mistaken in “{ $what }”; correct the translation
finding-memory-index-damaged = an index or a page of the memory is damaged: { $what }
queue-state = { $name }: { $state ->
    [running] a worker has it
    [done] done
    [dead] put aside after { $attempts } attempts
   *[waiting] waiting
}
queue-dead = { $name }: put aside after { $attempts } attempts: { $error }
worker-taken = { $name }: taken
worker-done = { $name }: done
worker-failed = { $name }: { $error }
worker-revived = { $count } articles are tried again

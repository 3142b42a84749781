-- An index beside the memory follows it by change number.
CREATE UNIQUE INDEX IF NOT EXISTS translation_change ON translation (change);

-- Tells this file from every other one, so that what was derived from another memory is never taken for its own.
CREATE TABLE identity (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    mark BLOB    NOT NULL CHECK (length(mark) = 16)
) STRICT;

INSERT INTO identity (one, mark) VALUES (1, randomblob(16));

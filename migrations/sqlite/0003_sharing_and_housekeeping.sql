-- Rows that were removed on purpose, each under a change number of its own. What stands here of a row opens its
-- history for deletion, and nothing else does; `translation` is the number it had.
CREATE TABLE removed (
    change      INTEGER PRIMARY KEY,
    translation INTEGER NOT NULL,
    key         BLOB    NOT NULL CHECK (length(key) = 32),
    locale      TEXT    NOT NULL,
    context     BLOB    NOT NULL CHECK (length(context) = 32),
    versions    INTEGER NOT NULL,
    why         TEXT    NOT NULL,
    at          TEXT    NOT NULL
) STRICT;

CREATE INDEX removed_translation ON removed (translation, change);

CREATE TRIGGER removed_is_not_changed BEFORE UPDATE ON removed
BEGIN
    SELECT raise(ABORT, 'the log of removals is append-only');
END;

CREATE TRIGGER removed_is_not_deleted BEFORE DELETE ON removed
BEGIN
    SELECT raise(ABORT, 'the log of removals is append-only');
END;

CREATE TRIGGER removed_is_not_replaced BEFORE INSERT ON removed
WHEN EXISTS (SELECT 1 FROM removed WHERE change = new.change)
BEGIN
    SELECT raise(ABORT, 'the log of removals is append-only');
END;

DROP TRIGGER history_is_not_deleted;

CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
WHEN NOT EXISTS (SELECT 1 FROM removed WHERE translation = old.translation AND change > old.change)
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;

-- The last day, UTC, on which an edition used a row.
CREATE TABLE used (
    translation INTEGER PRIMARY KEY REFERENCES translation (id) ON DELETE CASCADE,
    day         TEXT    NOT NULL
) STRICT;

-- Which segment in which language is being asked for, and by whom. A holder is alive while it keeps the lock on the
-- file of its name beside the memory.
CREATE TABLE claim (
    key    BLOB NOT NULL CHECK (length(key) = 32),
    locale TEXT NOT NULL,
    holder TEXT NOT NULL,
    PRIMARY KEY (key, locale)
) STRICT, WITHOUT ROWID;

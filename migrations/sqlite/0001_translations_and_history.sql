-- One row a segment key, target language and context. `source`, `target` and `findings` are JSON; times are UTC,
-- RFC 3339 with milliseconds; `digest` is the first 128 bits of a SHA-256 over all fields (src/memory/sqlite/rows.rs).
-- `change` is the number of the row's latest change: it grows with every commit, so that an index beside the
-- memory can catch up from the last number it saw.
CREATE TABLE translation (
    id          INTEGER PRIMARY KEY,
    key         BLOB    NOT NULL CHECK (length(key) = 32),
    locale      TEXT    NOT NULL,
    context     BLOB    NOT NULL CHECK (length(context) = 32),
    source      TEXT    NOT NULL,
    target      TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('initial', 'translated', 'reviewed', 'final')),
    who         TEXT    NOT NULL CHECK (who IN ('machine', 'import', 'person')),
    name        TEXT    NOT NULL,
    model       TEXT,
    prompt      TEXT,
    fingerprint TEXT    NOT NULL,
    findings    TEXT    NOT NULL,
    created     TEXT    NOT NULL,
    updated     TEXT    NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 1),
    change      INTEGER NOT NULL,
    digest      BLOB    NOT NULL CHECK (length(digest) = 16),
    rank        INTEGER GENERATED ALWAYS AS (
        CASE state WHEN 'initial' THEN 0 WHEN 'translated' THEN 4 WHEN 'reviewed' THEN 8 ELSE 12 END
        + CASE who WHEN 'machine' THEN 0 WHEN 'import' THEN 1 ELSE 2 END
    ) VIRTUAL
) STRICT;

CREATE UNIQUE INDEX translation_in_context ON translation (key, locale, context);

-- "Theo TTXVN" stands in a hundred thousand contexts; its best row must not cost a look at each of them.
CREATE INDEX translation_best ON translation (key, locale, rank DESC, change DESC);

-- Counting by state must not read the texts.
CREATE INDEX translation_state ON translation (locale, state);

-- Every version of every row, the present one included.
CREATE TABLE history (
    change      INTEGER PRIMARY KEY,
    translation INTEGER NOT NULL REFERENCES translation (id) ON UPDATE RESTRICT ON DELETE RESTRICT,
    version     INTEGER NOT NULL,
    target      TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    who         TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    model       TEXT,
    prompt      TEXT,
    fingerprint TEXT    NOT NULL,
    findings    TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    digest      BLOB    NOT NULL CHECK (length(digest) = 16)
) STRICT;

CREATE UNIQUE INDEX history_version ON history (translation, version);

CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;

CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER history_is_not_replaced BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE change = new.change)
    OR new.version <> 1 + coalesce((SELECT max(version) FROM history WHERE translation = new.translation), 0)
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;

CREATE TRIGGER translation_moves_forward BEFORE UPDATE ON translation
WHEN new.version <> old.version + 1 OR new.change <= old.change
    OR new.key <> old.key OR new.locale <> old.locale OR new.context <> old.context
BEGIN
    SELECT raise(ABORT, 'a translation moves by one version and keeps its place');
END;

CREATE TRIGGER translation_of_a_person_stays BEFORE UPDATE ON translation
WHEN old.who <> 'machine' AND new.who = 'machine'
BEGIN
    SELECT raise(ABORT, 'a machine never replaces a person''s translation');
END;

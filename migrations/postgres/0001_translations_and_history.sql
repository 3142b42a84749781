-- The same as the SQLite tables; see there for what the columns hold. JSON and times are text, byte for byte as the
-- checksums were made over them; a NUL, which PostgreSQL's text cannot hold, stands escaped (src/memory/postgres).

-- The number of the latest change. Whoever writes locks this row first, so that numbers have no gaps and become
-- visible in their order.
CREATE TABLE anban.memory (
    last bigint  NOT NULL,
    mark uuid    NOT NULL DEFAULT gen_random_uuid(),
    one  boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO anban.memory (last) VALUES (0);

CREATE TABLE anban.translation (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         bytea   NOT NULL CHECK (octet_length(key) = 32),
    locale      text    COLLATE "C" NOT NULL,
    context     bytea   NOT NULL CHECK (octet_length(context) = 32),
    source      text    NOT NULL,
    target      text    NOT NULL,
    state       text    NOT NULL CHECK (state IN ('initial', 'translated', 'reviewed', 'final')),
    who         text    NOT NULL CHECK (who IN ('machine', 'import', 'person')),
    name        text    NOT NULL,
    model       text,
    prompt      text,
    fingerprint text    NOT NULL,
    findings    text    NOT NULL,
    created     text    NOT NULL,
    updated     text    NOT NULL,
    version     bigint  NOT NULL CHECK (version >= 1),
    change      bigint  NOT NULL,
    digest      bytea   NOT NULL CHECK (octet_length(digest) = 16),
    rank        smallint NOT NULL GENERATED ALWAYS AS (
        CASE state WHEN 'initial' THEN 0 WHEN 'translated' THEN 4 WHEN 'reviewed' THEN 8 ELSE 12 END
        + CASE who WHEN 'machine' THEN 0 WHEN 'import' THEN 1 ELSE 2 END
    ) STORED
);
CREATE UNIQUE INDEX translation_in_context ON anban.translation (key, locale, context);
CREATE INDEX translation_best ON anban.translation (key, locale, rank DESC, change DESC);
CREATE INDEX translation_state ON anban.translation (locale, state);
CREATE UNIQUE INDEX translation_change ON anban.translation (change);

CREATE TABLE anban.history (
    change      bigint PRIMARY KEY,
    translation bigint NOT NULL REFERENCES anban.translation (id) ON UPDATE RESTRICT ON DELETE RESTRICT,
    version     bigint NOT NULL,
    target      text   NOT NULL,
    state       text   NOT NULL,
    who         text   NOT NULL,
    name        text   NOT NULL,
    model       text,
    prompt      text,
    fingerprint text   NOT NULL,
    findings    text   NOT NULL,
    at          text   NOT NULL,
    digest      bytea  NOT NULL CHECK (octet_length(digest) = 16)
);
CREATE UNIQUE INDEX history_version ON anban.history (translation, version);

-- What stands here of a row opens its history for deletion, and nothing else does.
CREATE TABLE anban.removed (
    change      bigint PRIMARY KEY,
    translation bigint NOT NULL,
    key         bytea  NOT NULL CHECK (octet_length(key) = 32),
    locale      text   COLLATE "C" NOT NULL,
    context     bytea  NOT NULL CHECK (octet_length(context) = 32),
    versions    bigint NOT NULL,
    why         text   NOT NULL,
    at          text   NOT NULL
);
CREATE INDEX removed_translation ON anban.removed (translation, change);

CREATE TABLE anban.used (
    translation bigint PRIMARY KEY REFERENCES anban.translation (id) ON DELETE CASCADE,
    day         text   COLLATE "C" NOT NULL
);

CREATE FUNCTION anban.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
END $$;

CREATE FUNCTION anban.may_delete_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM anban.removed r WHERE r.translation = old.translation AND r.change > old.change) THEN
        RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN old;
END $$;

CREATE FUNCTION anban.may_append_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF new.version <> 1 + coalesce(
        (SELECT max(h.version) FROM anban.history h WHERE h.translation = new.translation), 0) THEN
        RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN new;
END $$;

CREATE FUNCTION anban.may_move_translation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF new.version <> old.version + 1 OR new.change <= old.change
        OR new.key <> old.key OR new.locale <> old.locale OR new.context <> old.context THEN
        RAISE EXCEPTION 'a translation moves by one version and keeps its place' USING ERRCODE = 'check_violation';
    END IF;
    IF old.who <> 'machine' AND new.who = 'machine' THEN
        RAISE EXCEPTION 'a machine never replaces a person''s translation' USING ERRCODE = 'check_violation';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON anban.history
    FOR EACH ROW EXECUTE FUNCTION anban.refuse('history is append-only');
CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON anban.history
    FOR EACH ROW EXECUTE FUNCTION anban.may_delete_history();
CREATE TRIGGER history_is_not_emptied BEFORE TRUNCATE ON anban.history
    FOR EACH STATEMENT EXECUTE FUNCTION anban.refuse('history is append-only');
CREATE TRIGGER history_is_appended BEFORE INSERT ON anban.history
    FOR EACH ROW EXECUTE FUNCTION anban.may_append_history();
CREATE TRIGGER translation_moves_forward BEFORE UPDATE ON anban.translation
    FOR EACH ROW EXECUTE FUNCTION anban.may_move_translation();
CREATE TRIGGER removed_is_not_changed BEFORE UPDATE OR DELETE ON anban.removed
    FOR EACH ROW EXECUTE FUNCTION anban.refuse('the log of removals is append-only');
CREATE TRIGGER removed_is_not_emptied BEFORE TRUNCATE ON anban.removed
    FOR EACH STATEMENT EXECUTE FUNCTION anban.refuse('the log of removals is append-only');

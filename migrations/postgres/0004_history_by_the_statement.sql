-- Once a statement and not once a row: each version added has to follow one that is there. With the index on
-- (translation, version) that keeps every history without gaps, as before. The planner may not be led by how small the
-- table was when a session began.
DROP TRIGGER history_is_appended ON anban.history;

CREATE OR REPLACE FUNCTION anban.may_append_history() RETURNS trigger LANGUAGE plpgsql
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF EXISTS (SELECT FROM added AS a WHERE a.version <> 1 AND NOT EXISTS (
        SELECT FROM anban.history AS h WHERE h.translation = a.translation AND h.version = a.version - 1)) THEN
        RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER history_is_appended AFTER INSERT ON anban.history
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION anban.may_append_history();

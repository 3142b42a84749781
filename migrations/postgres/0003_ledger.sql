-- The same as the SQLite tables; see there for what the columns hold.

-- Whoever sets aside or settles locks this row first, so that two never overspend together.
CREATE TABLE anban.ledger_turn (
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO anban.ledger_turn DEFAULT VALUES;

CREATE TABLE anban.ledger (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    backend    text   COLLATE "C" NOT NULL,
    model      text   COLLATE "C",
    who        text   COLLATE "C" NOT NULL,
    run        text   NOT NULL,
    currency   text   COLLATE "C",
    worst      bigint NOT NULL CHECK (worst >= 0),
    spent      bigint CHECK (spent >= 0),
    tokens_in  bigint NOT NULL DEFAULT 0,
    tokens_out bigint NOT NULL DEFAULT 0,
    characters bigint NOT NULL DEFAULT 0,
    opened     text   COLLATE "C" NOT NULL,
    closed     text
);

CREATE TABLE anban.ledger_sum (
    scope    text   NOT NULL,
    currency text   NOT NULL,
    micros   bigint NOT NULL,
    PRIMARY KEY (scope, currency)
);

CREATE FUNCTION anban.sum_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    more bigint := coalesce(new.spent, new.worst);
BEGIN
    IF TG_OP = 'UPDATE' THEN
        more := more - coalesce(old.spent, old.worst);
    END IF;
    INSERT INTO anban.ledger_sum AS s
    VALUES ('month ' || left(new.opened, 7), new.currency, more), ('run ' || new.run, new.currency, more)
    ON CONFLICT (scope, currency) DO UPDATE SET micros = s.micros + excluded.micros;
    RETURN NULL;
END $$;

CREATE FUNCTION anban.may_settle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF old.closed IS NOT NULL OR new.worst <> old.worst OR new.currency IS DISTINCT FROM old.currency
        OR new.opened <> old.opened OR new.run <> old.run THEN
        RAISE EXCEPTION 'an entry of the ledger is settled once' USING ERRCODE = 'check_violation';
    END IF;
    RETURN new;
END $$;

CREATE TRIGGER ledger_is_summed AFTER INSERT OR UPDATE ON anban.ledger
    FOR EACH ROW WHEN (new.currency IS NOT NULL) EXECUTE FUNCTION anban.sum_ledger();
CREATE TRIGGER ledger_is_settled_once BEFORE UPDATE ON anban.ledger
    FOR EACH ROW EXECUTE FUNCTION anban.may_settle();
CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON anban.ledger
    FOR EACH ROW EXECUTE FUNCTION anban.refuse('the ledger is append-only');
CREATE TRIGGER ledger_is_not_emptied BEFORE TRUNCATE ON anban.ledger
    FOR EACH STATEMENT EXECUTE FUNCTION anban.refuse('the ledger is append-only');

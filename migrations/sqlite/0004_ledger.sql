-- One row a paid request. `worst` is set aside before it is sent, `spent` put in its place after; both are millionths
-- of `currency`, which is NULL where the price is unknown. A row without `spent` counts with its worst case for good.
-- Times are UTC, RFC 3339 with milliseconds; the month is their first seven characters.
CREATE TABLE ledger (
    id         INTEGER PRIMARY KEY,
    backend    TEXT    NOT NULL,
    model      TEXT,
    who        TEXT    NOT NULL,
    run        TEXT    NOT NULL,
    currency   TEXT,
    worst      INTEGER NOT NULL CHECK (worst >= 0),
    spent      INTEGER CHECK (spent >= 0),
    tokens_in  INTEGER NOT NULL DEFAULT 0,
    tokens_out INTEGER NOT NULL DEFAULT 0,
    characters INTEGER NOT NULL DEFAULT 0,
    opened     TEXT    NOT NULL,
    closed     TEXT
) STRICT;

-- The sums that stand against a bound, kept by the triggers below: looking at them costs the same after a million
-- requests as after one.
CREATE TABLE ledger_sum (
    scope    TEXT    NOT NULL,
    currency TEXT    NOT NULL,
    micros   INTEGER NOT NULL,
    PRIMARY KEY (scope, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_is_summed AFTER INSERT ON ledger WHEN new.currency IS NOT NULL
BEGIN
    INSERT INTO ledger_sum VALUES ('month ' || substr(new.opened, 1, 7), new.currency, coalesce(new.spent, new.worst))
    ON CONFLICT DO UPDATE SET micros = micros + excluded.micros;
    INSERT INTO ledger_sum VALUES ('run ' || new.run, new.currency, coalesce(new.spent, new.worst))
    ON CONFLICT DO UPDATE SET micros = micros + excluded.micros;
END;

CREATE TRIGGER ledger_is_summed_again AFTER UPDATE ON ledger WHEN new.currency IS NOT NULL
BEGIN
    UPDATE ledger_sum SET micros = micros + coalesce(new.spent, new.worst) - coalesce(old.spent, old.worst)
    WHERE currency = new.currency AND scope IN ('month ' || substr(new.opened, 1, 7), 'run ' || new.run);
END;

CREATE TRIGGER ledger_is_settled_once BEFORE UPDATE ON ledger
WHEN old.closed IS NOT NULL OR new.worst <> old.worst OR new.currency IS NOT old.currency
    OR new.opened <> old.opened OR new.run <> old.run
BEGIN
    SELECT raise(ABORT, 'an entry of the ledger is settled once');
END;

CREATE TRIGGER ledger_is_not_deleted BEFORE DELETE ON ledger
BEGIN
    SELECT raise(ABORT, 'the ledger is append-only');
END;

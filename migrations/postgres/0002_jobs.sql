-- Articles handed over to whichever worker is free. `due` is when a waiting job may be taken, and until when a running
-- one is its worker's; `wish` and `result` are JSON.
CREATE TABLE anban.job (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text        NOT NULL,
    article  bytea       NOT NULL,
    wish     text        NOT NULL,
    state    text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'dead')),
    attempts integer     NOT NULL DEFAULT 0,
    due      timestamptz NOT NULL DEFAULT now(),
    worker   text,
    result   text,
    error    text,
    made     timestamptz NOT NULL DEFAULT now(),
    changed  timestamptz NOT NULL DEFAULT now()
);

-- Finding the next one must not read those that are done.
CREATE INDEX job_next ON anban.job (id) WHERE state IN ('waiting', 'running');

-- The files a job made, for whoever handed it over.
CREATE TABLE anban.job_file (
    job   bigint NOT NULL REFERENCES anban.job (id) ON DELETE CASCADE,
    path  text   NOT NULL,
    bytes bytea  NOT NULL,
    PRIMARY KEY (job, path)
);

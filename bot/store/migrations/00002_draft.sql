-- Edits of the library that are not published yet: its own text, and not by whom. Who
-- proposed one and who agreed stands sealed in the buttons, and nowhere else.

-- +goose Up
CREATE TABLE draft (
    id      TEXT   NOT NULL PRIMARY KEY, -- random
    about   TEXT   NOT NULL,             -- an entry or a helpline
    what    TEXT   NOT NULL,             -- a line for the history
    form    TEXT   NOT NULL,             -- where it was typed
    typed   TEXT   NOT NULL,             -- what was typed, so that nobody has to type it again
    created BIGINT NOT NULL              -- Unix time in milliseconds
);
CREATE INDEX draft_created ON draft (created);

CREATE TABLE draft_file (
    draft TEXT   NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
    place BIGINT NOT NULL, -- in their order
    path  TEXT   NOT NULL,
    base  TEXT   NOT NULL, -- digest of the text that it was made from
    text  TEXT   NOT NULL,
    PRIMARY KEY (draft, place)
);

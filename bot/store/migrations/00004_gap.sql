-- What is missing in the library; see gaps.go. Below five askers there are hashes only, and
-- the words are in a table of their own.

-- +goose Up
CREATE TABLE gap_key (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    secret TEXT    NOT NULL, -- of the hashes; destroyed with them when the window is over
    since  BIGINT  NOT NULL  -- Unix time in milliseconds
);

CREATE TABLE gap_asker (
    gap   TEXT NOT NULL, -- a hash
    asker TEXT NOT NULL, -- a hash, of the gap and the asker together
    PRIMARY KEY (gap, asker)
);

CREATE TABLE gap_term (
    gap     TEXT    NOT NULL PRIMARY KEY,
    kind    TEXT    NOT NULL, -- missing, offered or picked
    words   TEXT    NOT NULL, -- of what was picked, none: they stand where they were offered
    entry   TEXT    NOT NULL,
    offered TEXT    NOT NULL, -- of what was picked, the gap of its words
    dropped BOOLEAN NOT NULL DEFAULT FALSE
);

-- What is kept, all of it. Nothing here is of a person, and TestNothingOfAPerson
-- reads these columns back: whoever adds one has to say so there.
--
-- The statements in Go are the same for every engine. What an engine spells otherwise
-- has its place in a folder beside this one.

-- +goose Up
CREATE TABLE guild (
    id             TEXT    NOT NULL PRIMARY KEY,
    country        TEXT    NOT NULL DEFAULT '',
    public         BOOLEAN NOT NULL DEFAULT FALSE,
    moderator_role TEXT    NOT NULL DEFAULT '',
    log_channel    TEXT    NOT NULL DEFAULT '',
    check_in       BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE guild_quiet (
    guild   TEXT NOT NULL REFERENCES guild (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    PRIMARY KEY (guild, channel)
);

CREATE TABLE guild_hidden (
    guild TEXT NOT NULL REFERENCES guild (id) ON DELETE CASCADE,
    id    TEXT NOT NULL, -- of a topic or an entry
    PRIMARY KEY (guild, id)
);

CREATE TABLE tally (
    entry  TEXT   NOT NULL,
    reason TEXT   NOT NULL,
    count  BIGINT NOT NULL,
    PRIMARY KEY (entry, reason)
);

CREATE TABLE identify (
    at BIGINT NOT NULL -- Unix time in milliseconds
);
CREATE INDEX identify_at ON identify (at);

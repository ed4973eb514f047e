-- What moderators of the home server took out of service until it was reviewed. Not who
-- did: two of them serve it again, or a changed text does.

-- +goose Up
CREATE TABLE withdrawn (
    kind   TEXT   NOT NULL, -- entry or helpline
    id     TEXT   NOT NULL,
    at     BIGINT NOT NULL, -- Unix time in milliseconds
    reason TEXT   NOT NULL, -- one of a few
    digest TEXT   NOT NULL, -- of its text then, '' where it was not known
    PRIMARY KEY (kind, id)
);

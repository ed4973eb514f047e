-- What one of several replicas has for a while: a shard, a place to identify, and the like;
-- see bot/gateway/lease.go.

-- +goose Up
CREATE TABLE lease (
    name    TEXT   NOT NULL PRIMARY KEY,
    holder  TEXT   NOT NULL, -- random, of one run of the program
    token   BIGINT NOT NULL, -- grows with each acquisition
    expires BIGINT NOT NULL  -- Unix time in milliseconds, by the database's clock
);

package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What a SQLite file starts with, and where it says whose it is.
const (
	sqliteMagic   = "SQLite format 3\x00"
	sqliteOwnerAt = 68
	sqliteOwner   = 0x48656262 // "Hebb": PRAGMA application_id
	sqliteHeader  = 100
)

// What an operator can do.
const (
	putBack  = "put a backup in its place with hebb restore, or move it away, with the files beside it that end in -wal and -shm; or choose another store.path"
	moveAway = "move it away, with the files beside it that end in -wal and -shm, or choose another store.path"
	writable = "let the user that Hebb runs as write to it and to its folder, or choose another store.path"
	makeRoom = "make room on its disk, or choose another store.path"
	stopIt   = "stop that program, or choose another store.path"
)

// inspect looks at a file before SQLite does, which would write to it, and makes it if
// there is none. It reports whether there is nothing in it.
func inspect(path string) (fresh bool, err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return false, refusal(path, "cannot be written", writable, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return false, refusal(path, "cannot be read", writable, err)
	}
	if !info.Mode().IsRegular() {
		return false, refusal(path, "is not a file", "choose another store.path", nil)
	}
	if info.Size() == 0 {
		return true, nil
	}
	header := make([]byte, sqliteHeader)
	if _, err := io.ReadFull(f, header); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, refusal(path, "cannot be read", writable, err)
	}
	if !bytes.HasPrefix(header, []byte(sqliteMagic)) {
		return false, refusal(path, "is not a SQLite database", moveAway, nil)
	}
	if binary.BigEndian.Uint32(header[sqliteOwnerAt:]) != sqliteOwner {
		return false, refusal(path, "is the database of another program", moveAway, nil)
	}
	return false, nil
}

// sqliteUnwritable is Unwritable for an error of SQLite.
func sqliteUnwritable(err error) (do string) {
	var from *sqlite.Error
	if !errors.As(err, &from) {
		return ""
	}
	switch from.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return makeRoom
	case sqlite3.SQLITE_READONLY:
		return writable
	}
	return ""
}

// refusal is why a store is not used, as a sentence for the operator.
func refusal(path, wrong, do string, cause error) error {
	if cause != nil {
		return fmt.Errorf("the store %s %s (%w): %s", path, wrong, cause, do)
	}
	return fmt.Errorf("the store %s %s: %s", path, wrong, do)
}

// sqliteRefusal is the refusal for an error of SQLite.
func sqliteRefusal(path string, err error) error {
	wrong, do := "cannot be used", moveAway
	var from *sqlite.Error
	if errors.As(err, &from) {
		switch from.Code() & 0xff { // the rest is detail
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			wrong, do = "is held by another program", stopIt
		case sqlite3.SQLITE_FULL:
			wrong, do = "has no room", makeRoom
		case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR:
			wrong, do = "cannot be written", writable
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			err = errDamaged
		}
	}
	if errors.Is(err, errDamaged) {
		wrong, do = "is damaged", putBack
	}
	return refusal(path, wrong, do, err)
}

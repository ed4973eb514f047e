package config

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// secretLimit bounds a secret's file, in case a disk is named instead.
const secretLimit = 64 << 10

// secrets settles where each secret comes from, and sets it.
func (l *loader) secrets() {
	for _, s := range settings {
		if !s.secret {
			continue
		}
		direct, file := l.given[s.key], l.given[s.fileKey()]
		switch {
		case direct.text != "" && file.text != "":
			// Which one is stale cannot be told from here, so neither is taken.
			l.fail(direct.at, s.key, fmt.Sprintf("%s is given by %s too: keep one", s.key, file.at))
		case direct.text != "":
			l.parse(s, direct)
		case file.text != "":
			l.secretFile(s, file)
		}
	}
}

// secretFile sets a secret from its file. No message quotes the file's name: a
// secret set in place of a name would be printed.
func (l *loader) secretFile(s setting, file value) {
	data, err := l.read(file.text, secretLimit)
	text := strings.TrimRight(string(data), "\r\n")
	switch {
	case err != nil:
		l.fail(file.at, s.fileKey(), s.fileKey()+" names a file that cannot be read: "+reason(err))
	case len(data) > secretLimit:
		l.fail(file.at, s.fileKey(), s.fileKey()+" names a file larger than 64 KiB: want the secret and nothing else")
	case text == "":
		l.fail(file.at, s.fileKey(), s.fileKey()+" names an empty file: want the secret and nothing else")
	default:
		l.parse(s, value{text, file.at})
	}
}

// reason is an error of the file system without the file's name.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return "unknown reason"
}

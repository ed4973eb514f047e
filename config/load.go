package config

import (
	"io"
	"os"
	"slices"
	"strings"
)

// A value is a text that was given for an input, and where.
type value struct {
	text string
	at   Place
}

// A reader reads a file, but no more than a byte over limit, which shows that
// the file is too large.
type reader func(path string, limit int) ([]byte, error)

// A loader gathers settings and mistakes, source by source.
type loader struct {
	cfg    Config
	errs   Errors
	given  map[string]value // what secrets were given, by key
	places map[string]Place // where settings were given, by key
	read   reader           // reads the files of secrets
	source *source          // the settings file, while it is read
}

// newLoader returns a loader that holds the defaults.
func newLoader(read reader) *loader {
	l := &loader{given: map[string]value{}, places: map[string]Place{}, read: read}
	for _, s := range settings {
		l.parse(s, value{text: s.standard})
	}
	return l
}

// environment takes the variables with Hebb's prefix.
func (l *loader) environment(environ []string) {
	found := map[string]string{}
	var names []string
	for _, entry := range environ {
		name, text, ok := strings.Cut(entry, "=")
		if ok && strings.HasPrefix(name, prefix) && name != ownVariable {
			names = append(names, name)
			found[name] = text // the last one counts, as it does for os/exec
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		l.variable(value{found[name], Place{Variable: name}})
	}
}

// variable takes the value of one variable.
func (l *loader) variable(v value) {
	var known []string
	for _, in := range inputs() {
		name := variable(in.name)
		if name == v.at.Variable {
			l.take(in, v)
			return
		}
		known = append(known, name)
	}
	message := "no setting has this variable"
	if guess := closest(v.at.Variable, known, prefix, "_"); guess != "" {
		message += ": did you mean " + guess + "?"
	}
	l.fail(v.at, "unknown-variable", message)
}

// take takes a value for an input. What belongs to a secret waits until all of
// it is known.
func (l *loader) take(in input, v value) {
	if in.secret {
		l.given[in.name] = v
		return
	}
	l.parse(in.setting, v)
}

// parse sets a setting.
func (l *loader) parse(s setting, v value) {
	l.places[s.key] = v.at
	switch {
	case s.parse(&l.cfg, v.text):
	case s.secret:
		l.fail(v.at, s.key, s.key+" is not usable: want "+s.want)
	default:
		l.fail(v.at, s.key, s.key+" is "+quote(v.text)+": want "+s.want)
	}
}

// fail notes a mistake.
func (l *loader) fail(at Place, check, message string) {
	l.errs = append(l.errs, Mistake{at, message, check})
}

// result returns the settings, or else the mistakes.
func (l *loader) result() (Config, error) {
	if len(l.errs) > 0 {
		return Config{}, l.errs.sorted()
	}
	return l.cfg, nil
}

// readFile is the reader of the real file system.
func readFile(path string, limit int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, int64(limit)+1))
}

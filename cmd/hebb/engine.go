package main

import (
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/content"
	"github.com/hebb-bot/hebb/knowledge/live"
	"github.com/hebb-bot/hebb/monitor"
	"github.com/hebb-bot/hebb/responses"
)

// version is set when a release is built.
var version = "dev"

// build names the program in a reply's provenance.
func build() string {
	if version != "dev" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				return "dev-" + s.Value[:12]
			}
		}
	}
	return version
}

// An engine is what answers: the library in use and the responder over it.
type engine struct {
	*responses.Responder
	library *live.Current
	source  source
	log     *logrus.Logger
	seen    *monitor.Monitor // from outside

	withdrawn   []string    // helplines that the settings withdrew at the start
	last        live.Result // what came of reading the content; the watcher's alone once it runs
	remoteError string      // why the git remote did not work, as it was told; the watcher's alone
}

// newEngine wires the program, top to bottom. folder is where the content is, ""
// for the library inside the program.
func newEngine(sys system, settings config.Config, folder, country string) (*engine, error) {
	from, err := openSource(settings, folder)
	if err == nil {
		err = from.ready()
	}
	e, broken := engineOver(sys, settings, from, country)
	if broken != nil {
		return nil, broken
	}
	if err != nil && from.dir == "" { // a folder's error is told where it is read
		e.log.Error(err)
	}
	if from.git != nil && from.git.Aside() != "" {
		e.log.Errorf("the clone of the content could not be read; it is moved to %s, and a new one is made: what was published here and not pushed is in it", from.git.Aside())
	}
	return e, nil
}

// engineOver wires the program over content that is open.
func engineOver(sys system, settings config.Config, from source, country string) (*engine, error) {
	if country == "" {
		country = settings.Country
	}
	e := &engine{log: newLog(sys, settings), source: from}
	e.seen = monitor.New(monitor.Options{Build: build(), Deaf: !settings.Discord.Gateway})

	library, result, err := live.Open(live.Options{Embedded: content.FS, Files: e.source.files})
	if err != nil {
		return nil, err
	}
	e.library = library
	e.loaded(result)
	if result.Err != nil {
		e.refused(result)
	}
	helplines, err := embeddedHelplines()
	if err != nil {
		return nil, err
	}
	e.warnOfOldNumbers(time.Now())
	e.Responder, err = responses.New(responses.Options{Library: library, Helplines: helplines, Country: country, Build: build()})
	if err != nil {
		return nil, err
	}
	e.withdrawn = settings.Helplines.Withdrawn
	e.withdraw(e.withdrawn)
	return e, nil
}

// has reports whether the library holds an entry.
func (e *engine) has(entry, locale string) bool {
	s := e.library.Acquire()
	defer s.Release()
	return s.Library.Edition(locale).Entry(entry) != nil
}

// warnOfOldNumbers logs that the helplines that are served need a new check.
func (e *engine) warnOfOldNumbers(now time.Time) {
	s := e.library.Acquire()
	defer s.Release()
	if h := s.Library.Helplines; h.Stale(now) {
		e.log.Warnf("the helplines were last checked %d days ago and need a person's check every %d days: directories are shown first, and alone after %d", h.Age(now), h.RecheckDays, 2*h.RecheckDays)
	}
}

// embeddedHelplines are those inside the program: what a crisis reply shows when
// everything else is broken.
func embeddedHelplines() (*knowledge.Helplines, error) {
	h, err := knowledge.LoadHelplines(content.FS)
	if err != nil {
		return nil, fmt.Errorf("read the helplines inside the program: %w", err)
	}
	return h, nil
}

// loaded keeps and tells the monitor what came of content that was looked at.
func (e *engine) loaded(r live.Result) {
	e.last = r
	s := e.library.Acquire()
	defer s.Release()
	e.seen.Loaded(s.Library.Version, r.Diagnostics.Errors(), len(r.Diagnostics)-r.Diagnostics.Errors(), s.Library.Helplines.Checked(), r.Err)
}

// maxLogged is how many problems of a folder are logged; check prints all.
const maxLogged = 10

// refused logs, loudly, that a folder was not taken and why.
func (e *engine) refused(r live.Result) {
	serving := "the library from before"
	if r.Embedded {
		serving = "the library inside the program"
	}
	for _, d := range worst(r.Diagnostics) {
		e.log.Error(d.String())
	}
	again := ""
	if e.source.git == nil {
		again = fmt.Sprintf("; run \"hebb check %s\"", e.source.name)
	}
	e.log.WithFields(logrus.Fields{"content": e.source.name, "errors": r.Diagnostics.Errors(), "serving": r.Version}).
		Errorf("CONTENT NOT TAKEN: %v; %s goes on serving%s", r.Err, serving, again)
}

// worst is the first errors among problems.
func worst(all knowledge.Diagnostics) (errors knowledge.Diagnostics) {
	for _, d := range all {
		if d.Severity == knowledge.Error && len(errors) < maxLogged {
			errors = append(errors, d)
		}
	}
	return errors
}

// problems is the first errors as text, or the error where there are none.
func problems(all knowledge.Diagnostics, err error) string {
	var lines []string
	for _, d := range worst(all) {
		lines = append(lines, d.String())
	}
	if len(lines) == 0 {
		return err.Error()
	}
	if more := all.Errors() - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("… %d more", more))
	}
	return strings.Join(lines, "\n")
}

func newLog(sys system, settings config.Config) *logrus.Logger {
	log := logrus.New()
	log.SetOutput(sys.stderr)
	log.AddHook(redactionOf(settings))
	if settings.Log.Format == "json" {
		log.SetFormatter(&logrus.JSONFormatter{})
	}
	if level, err := logrus.ParseLevel(settings.Log.Level); err == nil {
		log.SetLevel(level)
	}
	return log
}

// folderOr is a folder on disk, or the embedded library for "".
func folderOr(dir string) (fs.FS, error) {
	if dir == "" {
		return content.FS, nil
	}
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("open content folder: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("open content folder: %s is a file, not a folder", dir)
	}
	return os.DirFS(dir), nil
}

package knowledge

import (
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Helplines is whom a person can reach, by country, and what may be shown.
type Helplines struct {
	Compiled       time.Time // the day the file was made
	CheckedByHuman time.Time // the last full check by a person; zero if never
	RecheckDays    int
	Directories    []*Helpline // those for an unknown country, best first
	Tools          []*Helpline // online tools for images shared or threatened
	Countries      map[string]*Country

	show      showRule
	directory map[string]*Helpline // all of them by id
}

// A Country is its emergency number and its lines.
type Country struct {
	Code      string // ISO 3166-1 alpha-2
	Name      string
	Emergency string // "" when the number was not verified
	Lines     []*Helpline
}

// A Helpline is a line, directory or tool that a person can reach.
type Helpline struct {
	ID       string
	Kind     string // suicide-crisis, youth, poison …; "directory"; "tool"
	Name     string
	Audience string // for whom, "" for everybody
	Phone    string
	Text     string
	Chat     string
	Hours    string // "" when not known well enough to say
	URL      string
	Shown    bool // the file's show rule allows it
	Pos      Position
}

// showRule says which lines may be shown to a member.
type showRule struct {
	verified   bool
	confidence []string
}

func (r showRule) allows(verified bool, confidence string) bool {
	return (verified || !r.verified) && slices.Contains(r.confidence, confidence)
}

// Checked is the day the file's facts were last checked.
func (h *Helplines) Checked() time.Time {
	if !h.CheckedByHuman.IsZero() {
		return h.CheckedByHuman
	}
	return h.Compiled
}

// Age says how old the file's facts are, in days, at now.
func (h *Helplines) Age(now time.Time) int { return int(now.Sub(h.Checked()).Hours() / 24) }

// Stale reports whether the file is older than its recheck time.
func (h *Helplines) Stale(now time.Time) bool { return h.Age(now) > h.RecheckDays }

// Expired reports whether the file is older than twice its recheck time: only
// directories may then be shown.
func (h *Helplines) Expired(now time.Time) bool { return h.Age(now) > 2*h.RecheckDays }

// Directory returns a directory by id if it may be shown, or nil.
func (h *Helplines) Directory(id string) *Helpline {
	if d := h.directory[id]; d != nil && d.Shown {
		return d
	}
	return nil
}

// Country is a country by its code or its name, whatever the case, or nil.
func (h *Helplines) Country(name string) *Country {
	name = strings.TrimSpace(name)
	if strings.EqualFold(name, "UK") {
		name = "GB"
	}
	if c := h.Countries[strings.ToUpper(name)]; c != nil {
		return c
	}
	for _, c := range h.Countries {
		if strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return nil
}

// Without is the helplines with those of some ids not shown. The directories for an
// unknown country are never all taken away: a crisis reply would be empty.
func (h *Helplines) Without(ids []string) *Helplines {
	out := *h
	hide := func(all []*Helpline) []*Helpline {
		shown := make([]*Helpline, 0, len(all))
		for _, l := range all {
			if slices.Contains(ids, l.ID) {
				hidden := *l
				hidden.Shown = false
				l = &hidden
			}
			shown = append(shown, l)
		}
		return shown
	}
	out.Tools = hide(h.Tools)
	out.Countries = make(map[string]*Country, len(h.Countries))
	for code, c := range h.Countries {
		without := *c
		without.Lines = hide(c.Lines)
		out.Countries[code] = &without
	}
	out.directory = make(map[string]*Helpline, len(h.directory))
	for id, d := range h.directory {
		out.directory[id] = hide([]*Helpline{d})[0]
	}
	left := slices.DeleteFunc(hide(h.Directories), func(d *Helpline) bool { return !d.Shown })
	if len(left) > 0 {
		out.Directories = left
	}
	return &out
}

// Leaves reports whether without those of some ids a directory for an unknown country is
// left. Where none is, Without shows them all.
func (h *Helplines) Leaves(ids []string) bool {
	return slices.ContainsFunc(h.Directories, func(d *Helpline) bool { return !slices.Contains(ids, d.ID) })
}

// All is every one, shown or not: each country's lines, by its code, then directories and
// tools, for which the country is nil.
func (h *Helplines) All() iter.Seq2[*Country, *Helpline] {
	return func(yield func(*Country, *Helpline) bool) {
		for _, code := range slices.Sorted(maps.Keys(h.Countries)) {
			for _, l := range h.Countries[code].Lines {
				if !yield(h.Countries[code], l) {
					return
				}
			}
		}
		for _, id := range slices.Sorted(maps.Keys(h.directory)) {
			if !yield(nil, h.directory[id]) {
				return
			}
		}
		for _, t := range h.Tools {
			if !yield(nil, t) {
				return
			}
		}
	}
}

// Line is the one of an id and its country, nil for a directory or tool; l is nil if there
// is none.
func (h *Helplines) Line(id string) (c *Country, l *Helpline) {
	for c, l := range h.All() {
		if l.ID == id {
			return c, l
		}
	}
	return nil, nil
}

// Has reports whether one has an id.
func (h *Helplines) Has(id string) bool {
	_, l := h.Line(id)
	return l != nil
}

// maxRecheckDays bounds how long numbers may be trusted without a new check.
const maxRecheckDays = 366

var countryKey = regexp.MustCompile(`^[A-Z]{2}$`)

// helplineFile parses helplines.yaml.
type helplineFile struct {
	*yamlMap
	out   *Helplines
	kinds []string // the kinds of line there are; empty: not told
	ids   first
}

func parseHelplines(f *file, report func(Position, string, string)) *Helplines {
	m := (&yamlReader{file: f, report: report}).read(f.text)
	if m == nil {
		return nil
	}
	h := &helplineFile{yamlMap: m, ids: newFirst(), out: &Helplines{Countries: map[string]*Country{}, directory: map[string]*Helpline{}}}
	h.head()
	unknown := m.list("unknown_country")
	for _, d := range m.maps("directories") {
		l := h.line(d, "directory")
		h.out.directory[l.ID] = l
	}
	for _, id := range unknown {
		d := h.out.directory[id.Text]
		if d == nil {
			report(id.Pos, "helplines", fmt.Sprintf("unknown_country names %q, which is not among the directories", id.Text))
		} else if d.Shown {
			h.out.Directories = append(h.out.Directories, d)
		}
	}
	if len(h.out.Directories) == 0 {
		report(m.keyPos("unknown_country"), "helplines", "no directory may be shown for an unknown country: a crisis reply would be empty")
	}
	for _, t := range m.maps("online_tools") {
		h.out.Tools = append(h.out.Tools, h.line(t, "tool"))
	}
	h.countries()
	m.done()
	return h.out
}

func (h *helplineFile) head() {
	h.skip("schema", "emergency_eu_evidence")
	for _, k := range h.list("kinds") {
		h.kinds = append(h.kinds, k.Text)
	}
	h.out.Compiled = h.date("compiled")
	h.out.CheckedByHuman = h.date("checked_by_human")
	if h.out.Compiled.IsZero() {
		h.report(h.keyPos("compiled"), "helplines", "no compiled: the day the numbers were collected")
	}
	days := h.text("recheck_days")
	var err error
	if h.out.RecheckDays, err = strconv.Atoi(days.Text); err != nil || h.out.RecheckDays < 1 || h.out.RecheckDays > maxRecheckDays {
		h.report(h.keyPos("recheck_days"), "helplines", fmt.Sprintf("no recheck_days: after how many days the numbers need a new check, 1 to %d", maxRecheckDays))
	}
	rule := h.child("show_rule")
	if rule == nil {
		h.report(h.keyPos("show_rule"), "helplines", "no show_rule: which lines may be shown")
		return
	}
	var told bool
	if h.out.show.verified, told = rule.truth("verified"); !told {
		h.report(rule.at, "helplines", "show_rule does not say whether a line must be verified")
		h.out.show.verified = true
	}
	for _, c := range rule.list("confidence") {
		h.out.show.confidence = append(h.out.show.confidence, c.Text)
	}
	rule.done()
}

func (h *helplineFile) countries() {
	all := h.child("countries")
	if all == nil {
		return
	}
	for _, code := range all.keys {
		m := all.child(code)
		if m == nil {
			continue
		}
		if !countryKey.MatchString(code) {
			h.report(all.keyPos(code), "helplines", fmt.Sprintf("country %q: want two capital letters, as in US or GB", code))
		}
		c := &Country{Code: code, Name: m.text("name").Text}
		emergency := m.text("emergency").Text
		if ok, _ := m.truth("emergency_verified"); ok {
			c.Emergency = emergency
		}
		for _, l := range m.maps("lines") {
			c.Lines = append(c.Lines, h.line(l, ""))
		}
		m.done()
		h.out.Countries[code] = c
	}
}

// lineMarkup is what a name or number never holds: it would be a link or a mention where the
// line is shown, in a reply to somebody in danger.
const lineMarkup = "[]`|<>@"

// line reads one line, directory or tool; kind is "" for a line that tells its own.
func (h *helplineFile) line(m *yamlMap, kind string) *Helpline {
	m.skip("evidence", "evidence_date", "note", "hours_note", "lang", "cost", "covers", "for", "email", "whatsapp")
	l := &Helpline{
		ID: m.text("id").Text, Kind: kind, Name: m.text("name").Text, Audience: m.text("audience").Text, Phone: m.text("phone").Text,
		Text: m.text("text").Text, Chat: m.text("chat").Text, Hours: m.text("hours").Text, URL: m.text("url").Text, Pos: m.at,
	}
	if kind == "" {
		l.Kind = m.text("kind").Text
	}
	if scope := m.text("scope").Text; l.Audience == "" {
		l.Audience = scope
	}
	if kind == "" && len(h.kinds) > 0 && !slices.Contains(h.kinds, l.Kind) {
		m.report(m.text("kind").Pos, "helplines", fmt.Sprintf("line %q is of kind %q, which is not among kinds%s", l.ID, l.Kind, didYouMean(l.Kind, h.kinds)))
	}
	if pos, taken := h.ids.taken(l.ID, l.Pos); taken {
		m.report(l.Pos, "helplines", fmt.Sprintf("line %q stands already at %s", l.ID, pos))
	}
	verified, found := m.truth("verified")
	confidence := m.text("confidence").Text
	if !found || confidence == "" {
		m.report(m.at, "helplines", fmt.Sprintf("line %q needs verified and confidence", l.ID))
	}
	if l.ID == "" || l.Name == "" || l.Kind == "" {
		m.report(m.at, "helplines", fmt.Sprintf("line %q needs id, name and kind", l.ID))
	}
	for _, field := range []string{l.Name, l.Audience, l.Phone, l.Text, l.Hours} {
		if strings.ContainsAny(field, lineMarkup) || strings.Contains(field, "://") {
			m.report(m.at, "helplines", fmt.Sprintf("line %q: names, numbers and hours hold no links or markup (%s)", l.ID, lineMarkup))
			break
		}
	}
	l.Shown = h.out.show.allows(verified, confidence)
	m.done()
	return l
}

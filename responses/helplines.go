package responses

import (
	"slices"
	"strings"
	"time"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses/triage"
)

// maxLines is how many lines of a country are shown beside the emergency number
// and the directory.
const maxLines = 3

// A reach is whom the asker can turn to, as section 7 of the safety policy says.
type reach struct {
	emergency string // "" where the number is not known
	poison    string
	directory string // the first directory's address
	lines     []Helpline
}

// reachFor chooses what is shown for a category in a country.
func reachFor(h *knowledge.Helplines, country string, v triage.Verdict, now time.Time) reach {
	return reachOf(h, country, v, now, func(*knowledge.Helpline) bool { return true })
}

// reachOf is the same with a country's lines that are wanted only.
func reachOf(h *knowledge.Helplines, country string, v triage.Verdict, now time.Time, wanted func(*knowledge.Helpline) bool) reach {
	var r reach
	directories := chooseDirectories(h, v.Minor)
	if len(directories) > 0 {
		r.directory = directories[0].URL
	}
	c := h.Country(country)
	if c == nil || h.Expired(now) {
		r.lines = append(r.lines, directories...)
		r.lines = append(r.lines, tools(h, v)...)
		return r
	}
	r.emergency = c.Emergency
	if c.Emergency != "" {
		r.lines = append(r.lines, Helpline{ID: strings.ToLower(c.Code) + "-emergency", Kind: "emergency", Country: c.Code, Name: c.Name, Phone: c.Emergency})
	}
	var lines []Helpline
	for _, l := range chooseLines(c.Lines, v, wanted) {
		if l.Kind == "poison" {
			r.poison = l.Phone
		}
		lines = append(lines, toHelpline(l, c.Code))
	}
	if h.Stale(now) {
		r.lines = append(append(r.lines, directories...), lines...)
	} else {
		r.lines = append(append(r.lines, lines...), near(directories, lines, v.Minor)...)
	}
	r.lines = append(r.lines, tools(h, v)...)
	return r
}

// named is whom the reply's own text names, among those that can be reached.
func (r reach) named(reply Reply) []Helpline {
	text := reply.Lead + " " + reply.Notice
	var out []Helpline
	for _, h := range r.lines {
		if h.Kind == "emergency" && r.emergency != "" && strings.Contains(text, h.Phone) || h.Kind == "directory" && strings.Contains(text, h.URL) {
			out = append(out, h)
		}
	}
	return out
}

// near is the directories shown beside a country's lines: the first, and for
// somebody under 18 where no line is for young people the one for children.
func near(directories, lines []Helpline, minor bool) []Helpline {
	hasYouth := slices.ContainsFunc(lines, func(h Helpline) bool { return h.Kind == "youth" })
	var out []Helpline
	for i, d := range directories {
		if i == 0 || minor && !hasYouth && d.ID == childDirectory {
			out = append(out, d)
		}
	}
	return out
}

// childDirectory is the worldwide directory of lines for young people.
const childDirectory = "intl-child-helpline"

func chooseDirectories(h *knowledge.Helplines, minor bool) []Helpline {
	var out []Helpline
	for _, d := range h.Directories {
		out = append(out, toHelpline(d, ""))
	}
	if d := h.Directory(childDirectory); minor && d != nil {
		out = append(out, toHelpline(d, ""))
	}
	return out
}

// fitting is the kinds of line that fit a category, best first; the rest of a
// country's lines come in the order of the last row.
var fitting = map[triage.Category][]string{
	triage.AbuseViolence:    {"domestic-abuse", "sexual-violence"},
	triage.EmergencyMedical: {"poison"},
	triage.MethodSeeking:    {"suicide-crisis", "poison"},
	triage.None:             {"suicide-crisis", "emotional-support", "mental-health-line"},
}

// chooseLines picks up to three lines that may be shown: those that fit the
// category first, with one to text or chat among them, and one for young people
// if the asker is under 18. Lines for somebody else come last.
func chooseLines(all []*knowledge.Helpline, v triage.Verdict, wanted func(*knowledge.Helpline) bool) []*knowledge.Helpline {
	order := append(slices.Clone(fitting[v.Category]), fitting[triage.None]...)
	if v.Minor {
		order = append(order, "youth")
	}
	var fit []*knowledge.Helpline
	for _, l := range all {
		if l.Shown && slices.Contains(order, l.Kind) && wanted(l) {
			fit = append(fit, l)
		}
	}
	slices.SortStableFunc(fit, func(a, b *knowledge.Helpline) int { return rank(a, order) - rank(b, order) })
	if len(fit) <= maxLines {
		return fit
	}
	chosen := fit[:maxLines:maxLines]
	include(chosen, fit[maxLines:], maxLines-1, canWrite)
	if v.Minor {
		include(chosen, fit[maxLines:], 1, isYouth)
	}
	return chosen
}

// include puts the first of the rest that is wanted into a place of the chosen,
// unless one of its kind is there already.
func include(chosen, rest []*knowledge.Helpline, place int, wanted func(*knowledge.Helpline) bool) {
	if i := slices.IndexFunc(rest, wanted); i >= 0 && !slices.ContainsFunc(chosen, wanted) {
		chosen[place] = rest[i]
	}
}

// rank is a line's place: by kind, and after all kinds if it is for some people only.
func rank(l *knowledge.Helpline, order []string) int {
	r := slices.Index(order, l.Kind)
	if l.Audience != "" && !isYouth(l) {
		r += len(order)
	}
	return r
}

func canWrite(l *knowledge.Helpline) bool { return l.Text != "" || l.Chat != "" }

func isYouth(l *knowledge.Helpline) bool { return l.Kind == "youth" }

// tools are the sites for images shared or threatened.
func tools(h *knowledge.Helplines, v triage.Verdict) []Helpline {
	if v.Category != triage.AbuseViolence {
		return nil
	}
	var out []Helpline
	for _, t := range h.Tools {
		if t.Shown {
			out = append(out, toHelpline(t, ""))
		}
	}
	return out
}

func toHelpline(l *knowledge.Helpline, country string) Helpline {
	return Helpline{
		ID: l.ID, Kind: l.Kind, Country: country, Name: l.Name, Audience: l.Audience, Phone: l.Phone,
		Text: l.Text, Chat: l.Chat, Hours: l.Hours, URL: l.URL,
	}
}

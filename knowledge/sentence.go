package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences splits a stretch of text at its citations. In a list item leadIn
// holds the citations that an item without its own has; outside it is nil.
func (b *body) sentences(s stretch, leadIn *[]Citation) []Sentence {
	var out []Sentence
	var cites []Citation
	start := 0 // where the sentence being read begins
	for i := 0; i < len(s.text); {
		if s.text[i] != '[' && s.text[i] != ']' {
			i++
			continue
		}
		group, end, ok := citationGroup(s.text, i)
		if !ok {
			b.report(b.file.at(s.offset(i), 1), "markup", `square brackets are for citations only: [@source-id]`)
			i++
			continue
		}
		cites = append(cites, b.citations(s, group, i+1)...)
		i = end
		if stop := stopAt(s.text, end); stop > end {
			out = append(out, b.sentence(s, start, stop, cites))
			start, i, cites = stop, stop, nil
		}
	}
	rest := s.text[start:]
	switch {
	case strings.TrimSpace(rest) == "":
	case leadIn != nil: // the end of an item ends its sentence
		if len(cites) == 0 {
			cites = *leadIn
		}
		out = append(out, b.sentence(s, start, len(s.text), cites))
	case len(cites) > 0 && strings.HasSuffix(rest, "]"):
		b.report(b.file.at(s.offset(len(s.text)-1), 1), "uncited-sentence", missingStop(rest))
		out = append(out, b.sentence(s, start, len(s.text), cites))
	default:
		out = append(out, b.sentence(s, start, len(s.text), cites))
		if inner := innerStops(rest); len(inner) > 0 {
			start += inner[len(inner)-1] // those before it are reported already
		}
		b.uncited(s, start, len(s.text))
	}
	return out
}

func missingStop(rest string) string {
	before := strings.TrimSpace(citation.ReplaceAllString(rest, ""))
	if before != "" && strings.ContainsRune(".!?", rune(before[len(before)-1])) {
		return "the full stop belongs after the citation: text [@source-id]."
	}
	return "no full stop after the citation"
}

var citation = regexp.MustCompile(`\[@[^\[\]]*\]`)

// citationGroup reads "[@a; @b]" at i: what is between the brackets, and the
// offset after them.
func citationGroup(text string, i int) (group string, end int, ok bool) {
	inside, begins := strings.CutPrefix(text[i:], "[")
	end = strings.IndexAny(inside, "[]")
	if !begins || !strings.HasPrefix(inside, "@") || end < 0 || inside[end] != ']' {
		return "", 0, false
	}
	return inside[:end], i + end + 2, true
}

// stopAt returns the offset after the stop that ends a sentence at i, with a
// closing quote or bracket; i itself if there is no stop.
func stopAt(text string, i int) int {
	if i >= len(text) || !strings.ContainsRune(".!?:", rune(text[i])) {
		return i
	}
	for i++; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(`"')”’`, r) {
			break
		}
		i += size
	}
	return i
}

// sentence makes a sentence of s.text[from:to] and reports the sentences inside
// it that have no citation.
func (b *body) sentence(s stretch, from, to int, cites []Citation) Sentence {
	for from < to && s.text[from] == ' ' {
		from++
	}
	raw := s.text[from:to]
	begin := from
	for _, stop := range innerStops(raw) {
		b.uncited(s, begin, from+stop)
		begin = from + stop
	}
	return Sentence{
		Text:      withoutCitations(raw),
		Citations: slices.Clip(cites),
		Pos:       b.file.at(s.offset(from), utf8.RuneCountInString(raw)),
	}
}

var spacedCitation = regexp.MustCompile(`\s*\[@[^\[\]]*\]`)

func withoutCitations(raw string) string {
	return strings.Join(strings.Fields(spacedCitation.ReplaceAllString(raw, "")), " ")
}

func (b *body) uncited(s stretch, from, to int) {
	for from < to && s.text[from] == ' ' {
		from++
	}
	if from >= to {
		return
	}
	text := withoutCitations(s.text[from:to])
	b.report(b.file.at(s.offset(from), utf8.RuneCountInString(s.text[from:to])), "uncited-sentence",
		fmt.Sprintf("sentence without a citation: %q; end it with [@source-id] before the full stop", clip(text, 60)))
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:n]), " ") + "…"
}

// abbreviations end in a full stop that does not end a sentence.
var abbreviations = []string{"e.g.", "i.e.", "vs.", "dr.", "mr.", "mrs.", "ms.", "st.", "u.s.", "u.k.", "al."}

// longestAbbreviation is longer than each of them with what stands before it.
const longestAbbreviation = 12

// innerStops finds the full stops inside a sentence that are followed by a
// capital or a digit, and so end another sentence before it.
func innerStops(raw string) []int {
	var stops []int
	for i, r := range raw {
		if !strings.ContainsRune(".!?", r) {
			continue
		}
		end := i + 1
		next := strings.TrimLeft(raw[end:], `"')”’`)
		after := strings.TrimLeftFunc(next, unicode.IsSpace)
		spaced := len(after) < len(next)
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, `"'(“‘«¿¡–—- `))
		if after == "" || isAbbreviation(raw[:end]) {
			continue
		}
		if spaced && (unicode.IsUpper(first) || unicode.IsDigit(first)) || !spaced && unicode.IsUpper(first) && endsInWord(raw[:i]) {
			stops = append(stops, len(raw)-len(after))
		}
	}
	return stops
}

func isAbbreviation(upTo string) bool {
	upTo = upTo[max(0, len(upTo)-longestAbbreviation):] // or a page of full stops is read again at each
	word := upTo[strings.LastIndexAny(upTo, " (\"'“‘")+1:]
	word = strings.ToLower(word)
	if word == "al." {
		return strings.HasSuffix(strings.ToLower(upTo), "et al.")
	}
	return slices.Contains(abbreviations, word) || word == "u." || word == "e." || word == "i."
}

// endsInWord reports whether text ends in two lower-case letters or digits, as
// before a full stop with the space forgotten after it.
func endsInWord(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	small := func(r rune) bool { return unicode.IsLower(r) || unicode.IsDigit(r) }
	return small(last) && small(before)
}

var sourceID = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

// citations reads "@a, emerging; @b" that begins at byte i of the text.
func (b *body) citations(s stretch, group string, i int) []Citation {
	var out []Citation
	for part := range strings.SplitSeq(group, ";") {
		from := i + len(part) - len(strings.TrimLeft(part, " "))
		i += len(part) + 1
		part = strings.TrimSpace(part)
		pos := b.file.at(s.offset(from), utf8.RuneCountInString(part))
		id, grade, graded := strings.Cut(part, ",")
		id, at := strings.CutPrefix(strings.TrimSpace(id), "@")
		if !at || !sourceID.MatchString(id) {
			b.report(pos, "bad-citation", fmt.Sprintf("%q is not a citation: want @ and an id of a–z, 0–9 and hyphens", part))
			continue
		}
		c := Citation{Source: id, Pos: pos}
		if graded {
			grade = strings.TrimSpace(grade)
			n := slices.Index(certainties[:], grade)
			if n < 0 {
				b.report(pos, "bad-citation", fmt.Sprintf("certainty %q: want %s", grade, strings.Join(certainties[:], ", ")))
				continue
			}
			c.Certainty = Certainty(n)
		}
		if !slices.ContainsFunc(out, func(o Citation) bool { return o.Source == id }) {
			out = append(out, c)
		}
	}
	return out
}

package responses

import (
	"encoding/json"
	"strings"
)

// The wire types are the JSON reply, a contract documented in docs/json.md:
// lists are [] and strings "", never null.
type (
	wireReply struct {
		Question   string          `json:"question"`
		Kind       Kind            `json:"kind"`
		Category   string          `json:"category"`
		Topic      string          `json:"topic"`
		Entry      string          `json:"entry"`
		Confidence float64         `json:"confidence"`
		Candidates []wireCandidate `json:"candidates"`
		Title      string          `json:"title"`
		Paragraphs []wireParagraph `json:"paragraphs"`
		Sources    []wireSource    `json:"sources"`
		Helplines  []wireHelpline  `json:"helplines"`
		Related    []wireLink      `json:"related"`
		Notice     string          `json:"notice"`
		Provenance wireProvenance  `json:"provenance"`
		Why        *Why            `json:"why,omitempty"` // of a question that asked to Explain
		TookMicros int64           `json:"took_us"`
	}
	wireCandidate struct {
		Entry      string  `json:"entry"`
		Topic      string  `json:"topic"`
		Confidence float64 `json:"confidence"`
	}
	wireParagraph struct {
		Entry     string         `json:"entry"`
		Text      string         `json:"text"`
		Sentences []wireSentence `json:"sentences"`
	}
	wireSentence struct {
		Text      string         `json:"text"`
		Citations []wireCitation `json:"citations"`
	}
	wireCitation struct {
		Source    string `json:"source"`
		Certainty string `json:"certainty"`
	}
	wireSource struct {
		ID        string `json:"id"`
		Title     string `json:"title"`
		Publisher string `json:"publisher"`
		Year      string `json:"year"`
		URL       string `json:"url"`
	}
	wireHelpline struct {
		ID      string `json:"id"`
		Kind    string `json:"kind"`
		Country string `json:"country"`
		Name    string `json:"name"`
		Phone   string `json:"phone"`
		Text    string `json:"text"`
		Chat    string `json:"chat"`
		Hours   string `json:"hours"`
		URL     string `json:"url"`
	}
	wireLink struct {
		Entry string `json:"entry"`
		Title string `json:"title"`
	}
	wireProvenance struct {
		Entry   string `json:"entry"`
		Library string `json:"library"`
		Build   string `json:"build"`
	}
)

// JSON is the reply as compact JSON; tookMicros is how long it took to make, in
// microseconds.
func (r Reply) JSON(tookMicros int64) ([]byte, error) {
	w := wireReply{
		Question: r.Question, Kind: r.Kind, Category: string(r.Category),
		Topic: topicOf(r.Provenance.Entry), Entry: r.Provenance.Entry, Confidence: round(r.Confidence), Title: r.Title,
		Candidates: each(r.Candidates, func(c Candidate) wireCandidate {
			return wireCandidate{c.Entry, c.Topic, round(c.Confidence)}
		}),
		Paragraphs: each(r.Paragraphs, wireOfParagraph),
		Sources: each(r.Sources, func(s Source) wireSource {
			return wireSource{s.ID, s.Title, s.Publisher, s.Year, s.URL}
		}),
		Helplines: each(r.Reachable(), func(h Helpline) wireHelpline {
			return wireHelpline{h.ID, h.Kind, h.Country, h.Name, h.Phone, h.Text, h.Chat, h.Hours, h.URL}
		}),
		Related:    each(r.Related, func(l Link) wireLink { return wireLink(l) }),
		Notice:     joinNotice(r.Lead, r.Notice),
		Provenance: wireProvenance(r.Provenance),
		TookMicros: tookMicros,
	}
	if r.Explanation != nil {
		why := r.Why()
		w.Why = &why
	}
	return json.Marshal(w)
}

func wireOfParagraph(p Paragraph) wireParagraph {
	return wireParagraph{p.Entry, p.Text, each(p.Sentences, func(s Sentence) wireSentence {
		w := wireSentence{Text: s.Text, Citations: []wireCitation{}}
		for _, c := range s.Citations {
			w.Citations = append(w.Citations, wireCitation{c.Source, c.Certainty.String()})
		}
		return w
	})}
}

// each maps a list; the result is never nil.
func each[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, a := range in {
		out = append(out, f(a))
	}
	return out
}

// joinNotice is all that the bot says of itself.
func joinNotice(lead, notice string) string {
	return strings.TrimSpace(lead + "\n\n" + notice)
}

func topicOf(entry string) string {
	topic, _, _ := strings.Cut(entry, "#")
	return topic
}

// round keeps four decimals: more would only be noise in a diff.
func round(x float64) float64 { return float64(int64(x*1e4+.5)) / 1e4 }

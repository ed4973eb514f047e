package simulator

import "strings"

// An Embed is an embed of a message.
type Embed struct {
	Type        string       `json:"type"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Color       int          `json:"color,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *EmbedMedia  `json:"image,omitempty"`
	Thumbnail   *EmbedMedia  `json:"thumbnail,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// An EmbedFooter is the small print of an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// An EmbedMedia is a picture of an embed.
type EmbedMedia struct {
	URL string `json:"url"`
}

// An EmbedAuthor is the line above the title.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// An EmbedField is a name and a value.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

func (e *Embed) addText(lines *textLines) {
	if e.Author != nil {
		lines.add(e.Author.Name)
	}
	lines.add(e.Title)
	lines.add(e.Description)
	for _, f := range e.Fields {
		lines.add(f.Name)
		lines.add(f.Value)
	}
	if e.Footer != nil {
		lines.add(e.Footer.Text)
	}
}

// asRich marks embeds made by a bot, whatever type they claim.
func asRich(embeds []Embed) []Embed {
	rich := make([]Embed, len(embeds))
	for i, e := range embeds {
		e.Type = "rich"
		rich[i] = e
	}
	return rich
}

// textLines joins what is not empty, one a line.
type textLines struct{ lines []string }

func (t *textLines) add(text string) {
	if text != "" {
		t.lines = append(t.lines, text)
	}
}

func (t *textLines) String() string { return strings.Join(t.lines, "\n") }

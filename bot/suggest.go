package bot

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/knowledge/match"
	"github.com/hebb-bot/hebb/responses"
	"github.com/hebb-bot/hebb/responses/triage"
)

// suggestTime bounds autocomplete: Discord waits 3 s, a person much less.
const suggestTime = 2 * time.Second

// suggest answers autocomplete. To what triage would not let through nothing is
// suggested: a person in danger gets no search results, not even as suggestions, but a
// way to support.
func (b *Bot) suggest(i interaction) {
	ctx, cancel := context.WithTimeout(context.Background(), suggestTime)
	defer cancel()
	typed := i.Options[i.Focused]
	list := []choice{}
	c := b.Responder.Judge(typed).Category
	if i.Command != "crisis" && (!c.Risk() || i.onLibrary()) {
		if !b.answering.enter() {
			b.stats.Busy.Add(1)
			return
		}
		defer b.answering.leave()
	}
	switch {
	case i.Command == "crisis":
		list = append(list, countrySuggestions(b.Responder.Countries(), typed)...)
	case i.onLibrary():
		list = append(list, b.librarySuggestions(i, typed)...)
	case c.Risk():
		label := b.Responder.Wording().Label("get-support")
		list = append(list, choice{label, label})
	case c == triage.None || c == triage.MinorDisclosure:
		list = append(list, b.suggestions(ctx, i, typed)...)
	}
	a := gateway.Answer{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: suggestions{list[:min(len(list), maxOptions)]}}
	if i.handOver(a) {
		return
	}
	if err := b.Session.Answer(ctx, i.Interaction, a); err != nil { // the next keystroke asks again
		b.Log.Debugf("suggestions not delivered: %s", gateway.Plain(err))
	}
}

// wantsSupport reports whether a question is the suggestion that leads to support.
func (b *Bot) wantsSupport(question string) bool {
	return question == b.Responder.Wording().Label("get-support")
}

func (b *Bot) suggestions(ctx context.Context, i interaction, typed string) []choice {
	if !b.queue.making.enter() { // what is left out first when there is much to do
		b.stats.Busy.Add(1)
		return nil
	}
	defer b.queue.leave()
	s := b.Library.Acquire()
	if s == nil {
		return nil
	}
	defer s.Release()
	q := b.question(i)
	q.Text = typed
	e := s.Library.Edition(q.Locale)
	if e == nil {
		return nil
	}
	if commandNamed(i.Command) == nil {
		return topicSuggestions(e.Topic(b.commandTopic(i.Command)), q)
	}
	return questionSuggestions(ctx, s.Index, e, q)
}

// topicSuggestions is a topic's questions, those that hold what was typed first.
func topicSuggestions(t *knowledge.Topic, q responses.Question) []choice {
	if t == nil {
		return nil
	}
	typed := strings.ToLower(strings.TrimSpace(q.Text))
	var first, rest []choice
	for _, en := range t.Entries {
		if !q.Serves(en, time.Now()) {
			continue
		}
		c := choice{clip(en.Question.Text, 100), en.ID}
		if holds(en, typed) {
			first = append(first, c)
		} else {
			rest = append(rest, c)
		}
	}
	return append(first, rest...)
}

// holds reports whether an entry is asked for with a stretch of text.
func holds(e *knowledge.Entry, typed string) bool {
	for _, q := range append([]knowledge.Phrase{e.Question, {Text: e.ID}}, e.AlsoAsked...) {
		if strings.Contains(strings.ToLower(q.Text), typed) {
			return true
		}
	}
	return false
}

// questionSuggestions is topics whose name begins with what was typed, and then
// the questions that match it. A suggestion's value is what will be asked.
func questionSuggestions(ctx context.Context, index *match.Index, e *knowledge.Edition, q responses.Question) []choice {
	var out []choice
	add := func(text string) {
		c := choice{clip(text, 100), clip(text, 100)}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	now := time.Now()
	lower := strings.ToLower(strings.TrimSpace(q.Text))
	for _, t := range served(e, q) {
		if strings.HasPrefix(strings.ToLower(t.Title.Text), lower) || slices.ContainsFunc(t.Aliases, func(a knowledge.Phrase) bool { return strings.EqualFold(a.Text, lower) }) {
			first := slices.IndexFunc(t.Entries, func(en *knowledge.Entry) bool { return q.Serves(en, now) })
			add(t.Entries[first].Question.Text) // a served topic has one
		}
	}
	if lower == "" {
		return out
	}
	matches, err := index.Search(ctx, match.Query{Text: q.Text, Lang: q.Locale, Limit: maxOptions})
	if err != nil {
		return out
	}
	for _, m := range matches {
		if q.Serves(m.Entry, now) {
			add(m.Entry.Question.Text)
		}
	}
	return out
}

// suggestions answers autocomplete. The list is present even when empty, which
// discordgo's own type would leave out (research A.1).
type suggestions struct {
	Choices []choice `json:"choices"`
}

// A choice is a suggestion.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

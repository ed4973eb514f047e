package bot

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/knowledge"
	"github.com/hebb-bot/hebb/responses"
)

// Why this answer? For moderators: of a question that they type, of a message whose menu
// they use, or of an answer that they got. What they read holds words of the question; it
// is theirs alone, and neither logged nor kept. It is about what their own server serves.

// libraryWhy explains what a question would be answered, and why.
func (b *Bot) libraryWhy(ctx context.Context, i interaction) view {
	return b.why(ctx, i, i.Options["question"])
}

// pressedWhy explains the answer above the button: the question rides in the custom id, or
// is asked for where it is too long for that.
func (b *Bot) pressedWhy(ctx context.Context, i interaction, question string) view {
	if i.Fields != nil {
		question = i.Fields[whyQuestion]
		return b.why(ctx, i, question)
	}
	if question == "" {
		return view{form: b.whyForm()}
	}
	return b.why(ctx, i, question)
}

// whyQuestion is the field of the form.
const whyQuestion = "question"

// whyForm asks for the question of an answer. It is empty: nothing kept the question.
func (b *Bot) whyForm() *form {
	w := b.Responder.Wording()
	field := discordgo.TextInput{CustomID: whyQuestion, Label: clip(w.Label("library-why-question"), maxFieldLabel), Style: discordgo.TextInputParagraph, Required: true, MaxLength: maxQuestion}
	return &form{CustomID: libraryID("why"), Title: clip(w.Label("library-why-title"), maxFieldLabel), Components: []discordgo.MessageComponent{row(field)}}
}

// maxFieldLabel is Discord's limit of a form's title and of a field's label.
const maxFieldLabel = 45

// whyID is the custom id of a button that explains the answer to a question. It is the
// moderator's own message and shown to them alone. Where it is too long, it is left out.
func whyID(question string) string {
	id := libraryID("why", strings.Join(strings.Fields(question), " "))
	if _, _, ok := parseCustomID(id); !ok {
		return libraryID("why")
	}
	return id
}

// menuWhy explains what the message whose menu was used is answered; of an answer of Hebb's
// own, where it is written. Its writer hears nothing of it.
func (b *Bot) menuWhy(ctx context.Context, i interaction) view {
	v, refused := b.refused(i, ofAny)
	switch {
	case refused:
		return b.unlessAtRisk(ctx, i, v)
	case i.Target.From.Library != "":
		v = b.whereWritten(i, i.Target.From)
	default:
		v = b.why(ctx, i, anyMention.ReplaceAllString(i.Target.Text, " "))
	}
	v.Private = true
	return v
}

var anyMention = regexp.MustCompile(`<@!?\d+>`)

// why asks a question as a member of this server would, and explains the reply.
func (b *Bot) why(ctx context.Context, i interaction, question string) view {
	q := b.question(i)
	q.Text, q.Explain = strings.TrimSpace(question), true
	if q.Text == "" {
		return b.note("nothing-to-read")
	}
	reply := b.respond(ctx, q)
	var lines []string
	for _, part := range reply.Why().Parts(b.Responder.Wording()) {
		lines = append(lines, "") // a blank line before each
		if part.Title != "" {
			lines = append(lines, "**"+escape(part.Title)+"**")
		}
		lines = append(lines, each(part.Lines, escape)...)
	}
	why := b.whyView(lines[1:], reply.Provenance)
	if reply.Kind != responses.Crisis {
		return why
	}
	// Whoever typed or found this may need help themselves, or want to give it: that goes
	// first, as anywhere.
	q.Explain, q.Theirs = false, i.Target != nil && i.Target.Author != i.User
	v := b.answerAlone(i, b.respond(ctx, q))
	v.Embeds = append(v.Embeds, why.Embeds...)
	return v
}

// whereWritten says what an answer of Hebb's quotes, and what it was made from.
func (b *Bot) whereWritten(i interaction, from responses.Provenance) view {
	w := b.Responder.Wording()
	var lines []string
	now := ""
	b.withEdition(i.Locale, func(e *knowledge.Edition) {
		if s := b.Library.Acquire(); s != nil {
			now = s.Library.Version
			s.Release()
		}
		if from.Entry == "" {
			return
		}
		lines = append(lines, w.Label("library-why-quotes")+" `"+from.Entry+"`.")
		if entry := e.Entry(from.Entry); entry != nil {
			lines = append(lines, fmt.Sprintf("**%s**\n%s:%d", escape(entry.Question.Text), escape(entry.Pos.File), entry.Pos.Line))
		} else {
			lines = append(lines, w.Label("library-why-gone"))
		}
	})
	lines = append(lines, w.Label("library-why-made")+" "+escape(responses.Provenance{Library: from.Library, Build: from.Build}.String())+".")
	if now != from.Library && now != "" {
		lines = append(lines, w.Label("library-why-now")+" "+now+".")
	}
	return b.whyView(append(lines, w.Label("library-why-of-the-question")), from)
}

// whyView shows lines, as many as there is room for.
func (b *Bot) whyView(lines []string, from responses.Provenance) view {
	embed := &discordgo.MessageEmbed{
		Title:       clip(b.Responder.Wording().Label("library-why-title"), maxTitle),
		Description: withinLines(lines, maxDescription),
		Footer:      &discordgo.MessageEmbedFooter{Text: clip(responses.Provenance{Library: from.Library, Build: from.Build}.String(), maxFooter)},
	}
	return view{Payload: newPayload(embed), Private: true, group: "other"}
}

// withinLines is the first lines, whole, that have at most n characters together.
func withinLines(lines []string, n int) string {
	kept, used := 0, 0
	for _, line := range lines {
		used += utf8.RuneCountInString(line) + 1
		if used > n {
			break
		}
		kept++
	}
	return strings.TrimSpace(strings.Join(lines[:kept], "\n"))
}

package simulator_test

import (
	"testing"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/simulator"
)

var ping = []discordgo.AllowedMentionType{}

// TestStory is an evening with a small bot: a mention, a command with a button, a
// form and a private answer.
func TestStory(t *testing.T) {
	t.Parallel()
	ctx := within(t)
	sim := newSim(t, simulator.Options{Contract: contract(t)})
	home := sim.AddGuild("home")
	general := home.AddChannel("general")
	alice, bob := home.AddMember("alice"), home.AddMember("bob")

	s := newSession(t, sim, usual)
	s.AddHandler(func(s *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author.Bot || len(m.Mentions) == 0 {
			return
		}
		_, err := s.ChannelMessageSendComplex(m.ChannelID, &discordgo.MessageSend{
			Content: "It does.", Reference: m.Reference(), AllowedMentions: &discordgo.MessageAllowedMentions{Parse: ping},
		})
		if err != nil {
			t.Error(err)
		}
	})
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		if err := askBot(s, i); err != nil {
			t.Error(err)
		}
	})
	register(t, sim, s, askCommand)
	open(t, s)

	alice.Say(general, "<@bot> does therapy change the brain?")
	seen := must[[]simulator.Message](t)(general.Wait(ctx, count(2)))
	if got := seen[1]; got.Content != "It does." || got.MessageReference.MessageID != seen[0].ID || len(got.Pings) > 0 {
		t.Errorf("reply = %+v", got)
	}

	ask := alice.Command(general, "ask", simulator.Opt("question", "what is CBT?"))
	r := must[simulator.Response](t)(ask.Response(ctx))
	if r.Message.Text() != "CBT\nA talking therapy." {
		t.Errorf("text = %q", r.Message.Text())
	}

	form := must[simulator.Response](t)(bob.Press(r.Message, "Report").Response(ctx)).Modal
	if form == nil || form.Title != "Report" {
		t.Fatalf("modal = %+v", form)
	}
	thanks := must[simulator.Response](t)(bob.Submit(form, map[string]string{"what": "a typo"}).Response(ctx))
	if thanks.Message.Content != "Thank you: a typo" || !thanks.Message.Ephemeral() {
		t.Errorf("thanks = %+v", thanks.Message)
	}
	if n, m := len(alice.Sees(general)), len(bob.Sees(general)); n != 3 || m != 4 {
		t.Errorf("alice sees %d messages and bob %d; want 3 and 4", n, m)
	}
	if n := sim.Sent(); n.Callbacks != 3 || n.Messages != 1 || n.Invalid != 0 {
		t.Errorf("sent = %+v", n)
	}
}

var askCommand = &discordgo.ApplicationCommand{
	Name: "ask", Description: "Ask a question",
	Options: []*discordgo.ApplicationCommandOption{{
		Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "in your words", Required: true,
	}},
}

// askBot is a small bot: an embed with a button, a form behind it, private thanks.
func askBot(s *discordgo.Session, i *discordgo.InteractionCreate) error {
	switch i.Type {
	case discordgo.InteractionApplicationCommand:
		return respond(s, i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
			Embeds: []*discordgo.MessageEmbed{{Title: "CBT", Description: "A talking therapy."}},
			Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.Button{Label: "Report", CustomID: "report", Style: discordgo.SecondaryButton},
			}}},
		})
	case discordgo.InteractionMessageComponent:
		return respond(s, i, discordgo.InteractionResponseModal, &discordgo.InteractionResponseData{
			CustomID: "form", Title: "Report", Components: []discordgo.MessageComponent{
				discordgo.ActionsRow{Components: []discordgo.MessageComponent{
					discordgo.TextInput{CustomID: "what", Label: "What is wrong?", Style: discordgo.TextInputShort, Required: true},
				}},
			},
		})
	default:
		row := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow)
		return respond(s, i, discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
			Content: "Thank you: " + row.Components[0].(*discordgo.TextInput).Value, Flags: discordgo.MessageFlagsEphemeral,
		})
	}
}

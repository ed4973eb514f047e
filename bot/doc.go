// Package bot is Discord, and nothing but Discord: commands, mentions, direct
// messages, buttons, and how a reply looks there. What is said is decided in
// package responses.
//
// An event comes in through a Session or a Door, is checked and made into a small
// type of our own (event.go), is let in or told to wait (admit.go), and goes to one
// handler, which returns a view. One place sends it (handle.go, send.go). Package gateway
// has the connections and makes the requests; discordgo is known to these two only.
//
// Where to look:
//
//   - what is typed: command.go has the table; topic.go, suggest.go, menu.go
//   - what is pressed: press.go has the table, customid.go the ids; buttons.go,
//     feedback.go, further.go, checkin.go
//   - how a reply looks: render.go; where it goes: place.go
//   - a server's settings: settings.go and its pages, rights.go, guild.go; memory.go
//     stands before the store
//   - moderators' work on the library: library.go has the tables; library_edit.go and
//     library_spot.go the forms, library_propose.go the previews, library_draft.go and
//     library_publish.go what becomes of a draft; package desk does the work
//   - why an answer: library_why.go; what is withdrawn: library_withdraw.go and
//     library_review.go, quarantine.go has it at hand; old versions: library_history.go
//   - replicas that share a store: others.go
//   - what is missing: gaps.go counts it, insights.go and library_insights.go show it
//   - what is remembered for minutes: conversation.go; what is kept long enough: retention.go
//   - safety first, then limits: admit.go, limit.go, queue.go
//   - what the bot needs of Discord: session.go, which package gateway gives it; invite.go
//   - interactions over HTTP: http.go, verify.go, slip.go
//   - hebb doctor: examine.go and its parts
//
// Nothing of a question, a name or an id of a person is logged or kept.
package bot

// Package bot is Discord, and nothing but Discord: commands, mentions, direct
// messages, buttons, and how a reply looks there. What is said is decided in
// package responses.
//
// An event comes in through a Session, is checked and made into a small type of
// our own (event.go), and goes to one handler, which returns a view. One place
// sends it (send.go). discordgo is known to this package only, and in it mostly
// to discord.go.
//
// Nothing of a question, a name or an id of a person is logged or kept.
package bot

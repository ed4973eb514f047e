// Package simulator is a local Discord: the gateway and the REST routes that a
// bot such as Hebb uses, with Discord's limits and Discord's faults. The real
// bot runs against it in tests and in the playground; no token, no network.
//
// A test reads like a story:
//
//	sim := simulator.New(simulator.Options{T: t})
//	defer sim.Close()
//	home := sim.AddGuild("home")
//	general := home.AddChannel("general")
//	alice := home.AddMember("alice")
//
//	// … start the bot with sim.URL() and "Bot "+sim.Token() …
//
//	alice.Say(general, "<@bot> does therapy change the brain?")
//	seen, err := general.Wait(ctx, func(m []simulator.Message) bool { return len(m) == 2 })
//
//	ask := alice.Command(general, "ask", simulator.Opt("question", "what is CBT?"))
//	reply, err := ask.Response(ctx)
//	more := alice.Press(reply.Message, "More")
//
// Three rules keep it honest.
//
// It refuses what it was not told about: an unknown route is a 404, an invalid
// payload is Discord's 50035 with its tree of errors, and a person can only do
// what their client would let them do. Such things are listed by
// [Simulator.Failures] and, with [Options.T], fail the test at once.
//
// It never sleeps. Time is [Options.Clock], and waiting is for a condition with
// a context.
//
// It can be held against Discord's own description. With [Options.Contract] each
// request, response and event is checked against openapi.json and
// gateway.schema.json; see [Simulator.Violations].
//
// Not imitated: voice, reactions, polls, stickers, SKUs, auto moderation,
// creating channels or threads by REST, member and presence events, and zlib-stream
// transport compression.
//
// Comments that cite A.2 #5, B or G.3 mean the rows of the project's research on
// Discord.
package simulator

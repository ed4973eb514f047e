// Package playground is Hebb without Discord: a page in the browser that looks like a
// channel, with the simulator behind it and the real bot inside. Newcomers try Hebb here
// without a token, and moderators their content. Nothing leaves the machine.
//
// Where to look:
//
//   - world.go: the server, its channels and its people
//   - api.go: the table of requests; acts.go what a person does in the channel;
//     stream.go what they see
//   - why.go, content.go, preview.go, scorecard.go, insights.go: what the panels beside the
//     channel ask for, one each
//   - guard.go: who may ask; web.go and web/ the page
//
// # The page and the program
//
// Every request under /api/ carries the page's token in X-Hebb-Token, or as ?token= where
// no header can be set (the stream). Bodies and answers are JSON. A refusal has a status
// of 400 or more and {"error": "a sentence for the person"}.
//
// In every act "person" and "channel" are ids from /api/world, and "message" is the id of
// a message that the person sees in that channel.
//
//	GET  /api/world         {server, bot, people: [{id, name, note}], channels: [{id, name, note}], roles: [{id, name}], folder, writable}
//	                        a channel with the id "dm" is the direct messages of whoever looks
//	GET  /api/stream?person=&channel=   server-sent events:
//	       event: view      {connected, commands, messages}: all that the person sees there, at each change.
//	                        commands and messages are as on Discord's wire; a message has "used" besides,
//	                        the command that it answers ("/ask")
//	       event: content   {version, errors, warnings, refused, times}: at the start and when the files
//	       changed; refused is why they are not served, and times how often they were read
//	POST /api/say           {person, channel, text, mention, reply}
//	POST /api/command       {person, channel, name: "library edit", options: {entry: "…"}}  → answer
//	POST /api/autocomplete  {person, channel, name, option, typed, options} → {choices: [{name, value}]}
//	POST /api/menu          {person, channel, message, name}         → answer
//	POST /api/press         {person, channel, message, button}       → answer; button is its custom_id
//	POST /api/select        {person, channel, message, menu, values} → answer
//	POST /api/submit        {person, channel, form, fields: {custom_id: text}} → answer
//	POST /api/dismiss       {person, channel, message}
//
// An answer is {} (what the bot says comes by the stream) or {form: {id, title, components}}
// when a form opened on the person's screen.
//
// A panel is a module in web/panels; see panels.js. Its requests are rows of the same
// table, each with its handler in a file of its own:
//
//	POST /api/why           {person, channel, text}: why it is answered as it is, the "why" of
//	                        docs/json.md and {verdict: "a sentence"}. It is asked by itself, and not kept
//	GET  /api/content       {content, embedded, problems: [{at, severity, check, message, snippet}],
//	                        topics: [{id, lang, title, file, status, risk, entries: [{id, title, served}]}]}:
//	                        the files as they are now, errors first; content is the event of the stream
//	GET  /api/preview?entry=&lang=   {entry, title, at, status, risk, review_by, also_asked, problems} of the
//	                        file, and {served, version, short, whole, grade, words, sources} of what is
//	                        served; short and whole are messages as on Discord's wire
//	POST /api/scorecard     {version, lines, own, change, file}: asks the library some of its own lines, and
//	                        the file of questions. It takes seconds, ends when the page hangs up, and is
//	                        refused while another one is made. own and file have the tally of eval,
//	                        change what eval.Compare finds since the start
//	GET  /api/scorecard     {asked, of}: how far that is
//	GET  /api/insights      as bot.Insights
package playground

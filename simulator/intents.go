package simulator

// Intents are what a session asks to hear of.
type Intents int

// The intents that the simulator's events need.
const (
	IntentGuilds         Intents = 1 << 0
	IntentGuildMembers   Intents = 1 << 1
	IntentGuildPresences Intents = 1 << 8
	IntentGuildMessages  Intents = 1 << 9
	IntentDirectMessages Intents = 1 << 12
	IntentMessageContent Intents = 1 << 15
)

const (
	privilegedIntents = IntentGuildMembers | IntentGuildPresences | IntentMessageContent
	// knownIntents are bits 0–16, 20, 21, 24 and 25.
	knownIntents Intents = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)

// Has reports whether all of want are in i.
func (i Intents) Has(want Intents) bool { return i&want == want }

// flags are the application's flags that say so: those of one in few servers.
func (i Intents) flags() (flags int) {
	for _, f := range []struct {
		intent Intents
		bit    int
	}{{IntentGuildPresences, 1 << 13}, {IntentGuildMembers, 1 << 15}, {IntentMessageContent, 1 << 19}} {
		if i.Has(f.intent) {
			flags |= f.bit
		}
	}
	return flags
}

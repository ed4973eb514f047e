package bot

import "time"

// A Monitor is told what happens, for those who watch the program from outside; never what
// was said, to whom or where. It is called from many goroutines at once and does not wait.
type Monitor interface {
	// Answered tells that a reply of a kind left, how long after its event, and how sure its
	// best entry was; negative for none. The kind is one of responses.Kind, "private" for
	// every reply that is shown to the asker alone by the safety policy, and "" for what is
	// no reply to a question.
	Answered(kind string, took time.Duration, confidence float64)
	// Undelivered tells that a reply could not be delivered.
	Undelivered()
	// TurnedAway tells that a question got no reply: it was limited, busy or late.
	TurnedAway(why string)
	// Panicked tells that a handler did.
	Panicked()
}

// countedPrivate is the kind of all replies that touch a person most closely: who reads the
// numbers of a small server must not learn that somebody there is in danger.
const countedPrivate = "private"

// unwatched is a Monitor that nobody looks at.
type unwatched struct{}

func (unwatched) Answered(string, time.Duration, float64) {}
func (unwatched) Undelivered()                            {}
func (unwatched) TurnedAway(string)                       {}
func (unwatched) Panicked()                               {}

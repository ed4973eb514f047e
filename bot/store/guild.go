// Package store is what the bot remembers: settings of servers, tallies of feedback,
// and how often it identified. Never anything of a person.
package store

import (
	"slices"
	"strings"
)

// A Guild is the settings of one server; the zero value is those of a server that has
// set nothing. Ids are Discord's.
type Guild struct {
	// Country is the ISO 3166-1 alpha-2 code of the country whose helplines are
	// shown; "" for the operator's.
	Country string
	// Public lets everybody in a channel see the answers to commands. Replies that
	// are private by the safety policy stay private.
	Public bool
	// Quiet is the ids of channels where mentions go unanswered, those of somebody at
	// risk excepted, and commands are answered to the asker alone.
	Quiet []string
	// ModeratorRole is the id of the role that may withdraw entries and is told of
	// check-ins; "" for those who may manage the server.
	ModeratorRole string
	// LogChannel is the id of the channel for what moderators should know; "" for none.
	LogChannel string
	// Hidden is the ids of topics and entries that are not served in this server.
	Hidden []string
	// CheckIn lets a member at risk ask a moderator to check in, at a press of their own.
	CheckIn bool
}

// IsQuiet reports whether a channel is one where the bot holds back.
func (g Guild) IsQuiet(channel string) bool { return slices.Contains(g.Quiet, channel) }

// Clone is a copy that shares nothing with g.
func (g Guild) Clone() Guild {
	g.Quiet, g.Hidden = slices.Clone(g.Quiet), slices.Clone(g.Hidden)
	return g
}

// Normal is g with its lists sorted and without repetitions.
func (g Guild) Normal() Guild {
	g = g.Clone()
	for _, list := range []*[]string{&g.Quiet, &g.Hidden} {
		slices.SortFunc(*list, strings.Compare)
		*list = slices.Compact(*list)
	}
	return g
}

// A Reason is what is counted of an entry.
type Reason string

// What a member can say of an entry: that it helped, or not, and why.
const (
	Helped    Reason = "helped"
	NotHelped Reason = "not-helped" // each "no"; a reason given after it is counted besides
	Wrong     Reason = "wrong"
	Outdated  Reason = "outdated"
	Unclear   Reason = "unclear"
	Unsafe    Reason = "unsafe"
)

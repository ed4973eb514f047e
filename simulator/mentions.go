package simulator

import (
	"regexp"
	"slices"
)

var (
	namedMention = regexp.MustCompile(`<@([A-Za-z][\w.-]*)>`)
	userMention  = regexp.MustCompile(`<@!?(\d+)>`)
	roleMention  = regexp.MustCompile(`<@&(\d+)>`)
	allMention   = regexp.MustCompile(`@(everyone|here)\b`)
)

// spell turns <@bot> and <@alice>, as tests write them, into mentions by id, as
// the client does when it completes a name.
func (s *Simulator) spell(text string) string {
	return namedMention.ReplaceAllStringFunc(text, func(m string) string {
		if p := s.personNamed(namedMention.FindStringSubmatch(m)[1]); p != nil {
			return p.Mention()
		}
		return m
	})
}

// allowedMentions is the field of that name. Absent, everything pings.
type allowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users"`
	Roles       []string `json:"roles"`
	RepliedUser *bool    `json:"replied_user"`
}

func (a *allowedMentions) parses(kind string) bool {
	return a == nil || slices.Contains(a.Parse, kind)
}

func (a *allowedMentions) user(id string) bool {
	return a.parses("users") || slices.Contains(a.Users, id)
}

func (a *allowedMentions) role(id string) bool {
	return a.parses("roles") || slices.Contains(a.Roles, id)
}

// replied reports whether the author replied to is pinged: yes if nothing is said,
// and no as soon as allowed_mentions is there without it.
func (a *allowedMentions) replied() bool {
	return a == nil || a.RepliedUser != nil && *a.RepliedUser
}

// setMentions works out whom the message mentions, and whom it pings.
func (c *Channel) setMentions(m *Message, allowed *allowedMentions, everyone bool) {
	m.Mentions, m.MentionRoles, m.Pings, m.MentionEveryone = nil, nil, nil, false
	for _, id := range submatches(userMention, m.Content) {
		if p := c.sim.people[id]; p != nil && allowed.user(id) {
			m.addMention(p.user)
		}
	}
	for _, id := range submatches(roleMention, m.Content) {
		if allowed.role(id) && !slices.Contains(m.MentionRoles, id) {
			m.MentionRoles = append(m.MentionRoles, id)
			m.Pings = append(m.Pings, id)
		}
	}
	if everyone && allMention.MatchString(m.Content) && allowed.parses("everyone") {
		m.MentionEveryone = true
		m.Pings = append(m.Pings, "everyone")
	}
	if r := m.ReferencedMessage; r != nil && m.Type == messageReply && allowed.replied() {
		m.addMention(r.Author)
	}
}

func (m *Message) addMention(u User) {
	if slices.ContainsFunc(m.Mentions, func(x User) bool { return x.ID == u.ID }) {
		return
	}
	m.Mentions = append(m.Mentions, u)
	m.Pings = append(m.Pings, u.ID)
}

func submatches(pattern *regexp.Regexp, text string) (all []string) {
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

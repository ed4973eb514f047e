package simulator

import "time"

// The flags of a message that matter here.
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7
	FlagSuppressNotifications = 1 << 12
	FlagComponentsV2          = 1 << 15
)

// The types of messages.
const (
	messageDefault     = 0
	messageReply       = 19
	messageCommand     = 20
	messageContextMenu = 23
)

// A Message is a message as it is now. Values handed out are copies; what their
// slices hold is never changed.
type Message struct {
	ID                  string               `json:"id"`
	ChannelID           string               `json:"channel_id"`
	Type                int                  `json:"type"`
	Author              User                 `json:"author"`
	Content             string               `json:"content"`
	Timestamp           time.Time            `json:"timestamp"`
	EditedTimestamp     *time.Time           `json:"edited_timestamp"`
	TTS                 bool                 `json:"tts"`
	Pinned              bool                 `json:"pinned"`
	MentionEveryone     bool                 `json:"mention_everyone"`
	Mentions            []User               `json:"mentions"`
	MentionRoles        []string             `json:"mention_roles"`
	Attachments         []Attachment         `json:"attachments"`
	Embeds              []Embed              `json:"embeds"`
	Components          []Component          `json:"components"`
	Flags               int                  `json:"flags"`
	Nonce               any                  `json:"nonce,omitempty"`
	ApplicationID       string               `json:"application_id,omitempty"`
	WebhookID           string               `json:"webhook_id,omitempty"`
	MessageReference    *MessageReference    `json:"message_reference,omitempty"`
	ReferencedMessage   *Message             `json:"referenced_message,omitempty"`
	InteractionMetadata *InteractionMetadata `json:"interaction_metadata,omitempty"`

	// OnlyFor is the id of the one person who sees an ephemeral message.
	OnlyFor string `json:"-"`
	// Pings are the ids of the users and roles, and "everyone", that the message
	// notified. A bot that pings nobody leaves it empty.
	Pings []string `json:"-"`

	err error
}

// Err says why the message could not be sent, if it is the result of an act that
// the person's client would not have allowed.
func (m *Message) Err() error { return m.err }

// Ephemeral reports whether only one person sees the message.
func (m *Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading reports whether the message still says "… is thinking".
func (m *Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// Text is everything there is to read: content, embeds and text components, one
// a line.
func (m *Message) Text() string {
	var lines textLines
	lines.add(m.Content)
	for _, e := range m.Embeds {
		e.addText(&lines)
	}
	for _, c := range m.Components {
		c.addText(&lines)
	}
	return lines.String()
}

// A MessageReference points to the message that is replied to.
type MessageReference struct {
	Type      int    `json:"type"`
	MessageID string `json:"message_id,omitempty"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id,omitempty"`
}

// InteractionMetadata says which interaction a message answers.
type InteractionMetadata struct {
	ID                            string               `json:"id"`
	Type                          int                  `json:"type"`
	User                          User                 `json:"user"`
	AuthorizingIntegrationOwners  map[string]string    `json:"authorizing_integration_owners"`
	OriginalResponseMessageID     string               `json:"original_response_message_id,omitempty"`
	InteractedMessageID           string               `json:"interacted_message_id,omitempty"`
	TargetMessageID               string               `json:"target_message_id,omitempty"`
	TriggeringInteractionMetadata *InteractionMetadata `json:"triggering_interaction_metadata,omitempty"`
}

// An Attachment is a file of a message.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url"`
}

// orEmpty makes the lists of the message empty rather than null.
func (m Message) orEmpty() Message {
	m.Mentions = list(m.Mentions)
	m.MentionRoles = list(m.MentionRoles)
	m.Attachments = list(m.Attachments)
	m.Embeds = list(m.Embeds)
	m.Components = list(m.Components)
	return m
}

func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

package simulator

import (
	"encoding/json"
	"slices"
)

// optional is a field that knows whether it was in the JSON, null or not: an edit
// leaves absent fields alone and clears those that are null.
type optional[T any] struct {
	set   bool
	value T
}

func (o *optional[T]) UnmarshalJSON(b []byte) error {
	o.set = true
	return json.Unmarshal(b, &o.value)
}

// A draft is a message as a request describes it.
type draft struct {
	Content         optional[string]      `json:"content"`
	Embeds          optional[[]Embed]     `json:"embeds"`
	Components      optional[[]Component] `json:"components"`
	Flags           optional[int]         `json:"flags"`
	Attachments     optional[[]fileRef]   `json:"attachments"`
	AllowedMentions *allowedMentions      `json:"allowed_mentions"`
	TTS             bool                  `json:"tts"`
	Nonce           any                   `json:"nonce"`
	EnforceNonce    bool                  `json:"enforce_nonce"`
	Reference       *reference            `json:"message_reference"`
	files           []Attachment
}

// A fileRef names a file: one that stays, or one of this request by its number.
type fileRef struct {
	ID string `json:"id"`
}

// A reference is message_reference as sent.
type reference struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id"`
	FailIfNotExists *bool  `json:"fail_if_not_exists"`
}

func (r *reference) mustExist() bool { return r.FailIfNotExists == nil || *r.FailIfNotExists }

// draft reads the body of a message's request.
func (c *call) draft() (draft, error) {
	d := draft{files: c.files}
	return d, c.decode(&d)
}

// apply puts what the draft says into a message.
func (d *draft) apply(m Message) Message {
	if d.Content.set {
		m.Content = d.Content.value
	}
	if d.Embeds.set {
		m.Embeds = asRich(d.Embeds.value)
	}
	if d.Components.set {
		m.Components = completed(d.Components.value)
	}
	if d.Flags.set {
		// The flags of an edit replace only what an edit may set; version 2 stays
		// once it is there (B).
		m.Flags = m.Flags&^FlagSuppressEmbeds | d.Flags.value
	}
	if d.Attachments.set {
		m.Attachments = slices.DeleteFunc(slices.Clone(m.Attachments), func(a Attachment) bool {
			return !slices.Contains(d.Attachments.value, fileRef{a.ID})
		})
	}
	m.Attachments = append(slices.Clip(m.Attachments), d.files...)
	m.TTS = m.TTS || d.TTS
	return m
}

// mixesV2 refuses what an edit cannot see by itself: content or embeds left in a message
// of version 2, and components of version 2 in a message that is not.
func mixesV2(m Message) error {
	f := newForm(nil)
	if m.Flags&FlagComponentsV2 == 0 {
		for i, c := range m.Components {
			if c.Type != componentRow {
				f.refuse(place{"components"}.index(i).key("type"), "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of {1}.")
			}
		}
		return f.err()
	}
	for key, left := range map[string]bool{"content": m.Content != "", "embeds": len(m.Embeds) > 0} {
		if left {
			f.refuse(place{key}, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "The '"+key+"' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
		}
	}
	return f.err()
}

func (m *Message) isEmpty() bool {
	return length(m.Content) == 0 && len(m.Embeds) == 0 && len(m.Components) == 0 && len(m.Attachments) == 0
}

// finished checks the message as a whole and works out whom it mentions.
func (s *Simulator) finished(c *Channel, m Message, allowed *allowedMentions, everyone bool) (Message, error) {
	if err := mixesV2(m); err != nil {
		return m, err
	}
	if m.isEmpty() {
		return m, errEmptyMessage
	}
	s.numberAttachments(&m)
	s.numberMedia(m.Components)
	pings := m.Pings
	c.setMentions(&m, allowed, everyone)
	if m.ID != "" {
		m.Pings = pings // an edit notifies nobody
	}
	return m, nil
}

package simulator

import (
	"encoding/json"
	"path"
)

// The types of components.
const (
	componentRow         = 1
	componentButton      = 2
	componentSelect      = 3
	componentTextInput   = 4
	componentUserSelect  = 5
	componentRoleSelect  = 6
	componentMentionable = 7
	componentChannels    = 8
	componentSection     = 9
	componentText        = 10
	componentThumbnail   = 11
	componentGallery     = 12
	componentFile        = 13
	componentSeparator   = 14
	componentContainer   = 17
	componentLabel       = 18
	componentUpload      = 19
)

const (
	buttonLink    = 5
	buttonPremium = 6
)

// A Component is any component of a message or modal; which fields matter depends
// on its type.
type Component struct {
	Type        int            `json:"type"`
	ID          int            `json:"id"`
	CustomID    string         `json:"custom_id,omitempty"`
	Style       int            `json:"style,omitempty"`
	Label       string         `json:"label,omitempty"`
	Emoji       *Emoji         `json:"emoji,omitempty"`
	URL         string         `json:"url,omitempty"`
	SKUID       string         `json:"sku_id,omitempty"`
	Disabled    bool           `json:"disabled,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	MinValues   *int           `json:"min_values,omitempty"`
	MaxValues   *int           `json:"max_values,omitempty"`
	Options     []SelectOption `json:"options,omitempty"`
	Content     string         `json:"content,omitempty"`
	Components  []Component    `json:"components,omitempty"`
	Accessory   *Component     `json:"accessory,omitempty"`
	Component   *Component     `json:"component,omitempty"`
	Media       *Media         `json:"media,omitempty"`
	Items       []GalleryItem  `json:"items,omitempty"`
	File        *Media         `json:"file,omitempty"`
	Divider     *bool          `json:"divider,omitempty"`
	Spacing     *int           `json:"spacing,omitempty"`
	AccentColor *int           `json:"accent_color,omitempty"`
	Spoiler     *bool          `json:"spoiler,omitempty"`
	Description *string        `json:"description,omitempty"`
	Required    *bool          `json:"required,omitempty"`
	MinLength   *int           `json:"min_length,omitempty"`
	MaxLength   *int           `json:"max_length,omitempty"`
	Value       string         `json:"value,omitempty"`
}

// An Emoji is the picture on a button.
type Emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name"`
	Animated bool   `json:"animated,omitempty"`
}

// A SelectOption is a line of a select menu.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// A Media is a picture or file by address.
type Media struct {
	ID       string `json:"id"`
	URL      string `json:"url"`
	ProxyURL string `json:"proxy_url"`
}

// A GalleryItem is a picture of a gallery.
type GalleryItem struct {
	Media       Media   `json:"media"`
	Description *string `json:"description"`
	Spoiler     bool    `json:"spoiler"`
}

// MarshalJSON writes the fields that Discord always writes, null or not.
func (c Component) MarshalJSON() ([]byte, error) {
	type plain Component
	switch c.Type {
	case componentContainer:
		return json.Marshal(struct {
			plain
			AccentColor *int `json:"accent_color"`
		}{plain(c), c.AccentColor})
	case componentThumbnail:
		return json.Marshal(struct {
			plain
			Description *string `json:"description"`
		}{plain(c), c.Description})
	case componentFile:
		return json.Marshal(struct {
			plain
			Name string `json:"name"`
			Size int    `json:"size"`
		}{plain(c), path.Base(c.File.URL), 0})
	}
	return json.Marshal(plain(c))
}

// numberMedia gives new pictures and files an id and an address.
func (s *Simulator) numberMedia(components []Component) {
	number := func(m *Media) {
		if m != nil && m.ID == "" {
			m.ID, m.ProxyURL = s.newID(), m.URL
		}
	}
	for i := range components {
		components[i].walk(func(c *Component) bool {
			number(c.Media)
			number(c.File)
			for j := range c.Items {
				number(&c.Items[j].Media)
			}
			return false
		})
	}
}

// walk visits the component and all inside it, until visit says stop.
func (c *Component) walk(visit func(*Component) (stop bool)) bool {
	if visit(c) {
		return true
	}
	for i := range c.Components {
		if c.Components[i].walk(visit) {
			return true
		}
	}
	for _, inner := range []*Component{c.Accessory, c.Component} {
		if inner != nil && inner.walk(visit) {
			return true
		}
	}
	return false
}

func findComponent(all []Component, is func(*Component) bool) (found *Component) {
	for i := range all {
		if all[i].walk(func(c *Component) bool {
			if is(c) {
				found = c
			}
			return found != nil
		}) {
			break
		}
	}
	return found
}

func (c *Component) addText(lines *textLines) {
	c.walk(func(c *Component) bool {
		lines.add(c.Content)
		return false
	})
}

// completed returns the components with what Discord fills in: numbered ids and the
// defaults of selects, separators and containers.
func completed(components []Component) []Component {
	next := 0
	return complete(components, &next)
}

func complete(components []Component, next *int) []Component {
	all := make([]Component, len(components))
	for i, c := range components {
		*next++
		if c.ID == 0 {
			c.ID = *next
		}
		c.setDefaults()
		c.Components = complete(c.Components, next)
		c.Accessory = completeOne(c.Accessory, next)
		c.Component = completeOne(c.Component, next)
		all[i] = c
	}
	return all
}

func completeOne(c *Component, next *int) *Component {
	if c == nil {
		return nil
	}
	return &complete([]Component{*c}, next)[0]
}

func (c *Component) setDefaults() {
	switch {
	case c.isSelect():
		orDefault(&c.MinValues, 1)
		orDefault(&c.MaxValues, 1)
	case c.Type == componentSeparator:
		orDefault(&c.Divider, true)
		orDefault(&c.Spacing, 1)
	case c.Type == componentContainer, c.Type == componentThumbnail, c.Type == componentFile:
		orDefault(&c.Spoiler, false)
	}
}

func orDefault[T any](p **T, value T) {
	if *p == nil {
		*p = &value
	}
}

func (c *Component) isSelect() bool {
	return c.Type == componentSelect || c.Type >= componentUserSelect && c.Type <= componentChannels
}

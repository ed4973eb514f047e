package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	apiDocument     = "mem://openapi.json"
	gatewayDocument = "mem://gateway.schema.json"
)

// A Contract is Discord's own description of its API. It is safe for concurrent use
// and can be shared by many simulators.
type Contract struct {
	api any // the OpenAPI document, to ask what is in it

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema // nil for pointers to nothing
}

// LoadContract reads openapi.json and gateway.schema.json, which are not part of this
// repository.
func LoadContract(files fs.FS) (*Contract, error) {
	c := &Contract{compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}}
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	c.compiler.AssertFormat()
	for url, name := range map[string]string{apiDocument: "openapi.json", gatewayDocument: "gateway.schema.json"} {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read contract: %w", err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			return nil, fmt.Errorf("read contract %s: %w", name, err)
		}
		mend(doc)
		if err := c.compiler.AddResource(url, doc); err != nil {
			return nil, fmt.Errorf("read contract %s: %w", name, err)
		}
		if url == apiDocument {
			c.api = doc
		}
	}
	return c, nil
}

// mend corrects what the descriptions have wrong about Discord: the generated gateway
// schema has some bit fields as an enumeration of their bits, which forbids 0, and
// the leaves of 50035 have codes such as "BASE_TYPE_REQUIRED", not numbers.
func mend(doc any) {
	root, _ := doc.(object)
	definitions, _ := root["definitions"].(object)
	for name := range definitions {
		if strings.HasSuffix(name, "Flags") {
			definitions[name] = object{"type": "integer"}
		}
	}
	components, _ := root["components"].(object)
	schemas, _ := components["schemas"].(object)
	inner, _ := schemas["InnerErrors"].(object)
	if properties, ok := inner["properties"].(object); ok {
		leaf := object{"type": "object", "required": []any{"code", "message"}, "properties": object{"code": object{"type": "string"}}}
		properties["_errors"] = object{"type": "array", "items": leaf}
	}
}

// schema compiles what a pointer leads to, once.
func (c *Contract) schema(url string) (*jsonschema.Schema, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, known := c.schemas[url]; known {
		return s, nil
	}
	s, err := c.compiler.Compile(url)
	if err != nil {
		return nil, err
	}
	c.schemas[url] = s
	return s, nil
}

// check holds JSON against a schema and tells what is wrong with it.
func (c *Contract) check(url string, text []byte) []string {
	s, err := c.schema(url)
	if err != nil {
		return []string{err.Error()}
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return []string{err.Error()}
	}
	if err := s.Validate(v); err != nil {
		return []string{deepest(err)}
	}
	return nil
}

// deepest finds the cause furthest into the document, which is the one that matters
// where several alternatives failed. Alternatives for another "type" are left out.
func deepest(err error) string {
	top, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return err.Error()
	}
	best, depth := top, -1
	var visit func(*jsonschema.ValidationError)
	visit = func(e *jsonschema.ValidationError) {
		if n := len(e.InstanceLocation); len(e.Causes) == 0 && n > depth {
			best, depth = e, n
		}
		for _, cause := range relevant(e) {
			visit(cause)
		}
	}
	visit(top)
	lines := strings.Split(best.Error(), "\n")
	return "/" + strings.Join(best.InstanceLocation, "/") + ": " + strings.TrimSpace(lines[len(lines)-1])
}

// relevant are the causes that are not about another type, or all if none is left.
func relevant(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	typeAt := append(slices.Clone(e.InstanceLocation), "type")
	var left []*jsonschema.ValidationError
	for _, cause := range e.Causes {
		if !failsAt(cause, typeAt) {
			left = append(left, cause)
		}
	}
	if left == nil {
		return e.Causes
	}
	return left
}

func failsAt(e *jsonschema.ValidationError, at []string) bool {
	if len(e.Causes) == 0 {
		return slices.Equal(e.InstanceLocation, at)
	}
	return slices.ContainsFunc(e.Causes, func(c *jsonschema.ValidationError) bool { return failsAt(c, at) })
}

// pointer is the address of a part of the OpenAPI document.
func pointer(parts ...string) string {
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	var b strings.Builder
	b.WriteString(apiDocument + "#")
	for _, p := range parts {
		b.WriteString("/" + escape.Replace(p))
	}
	return b.String()
}

// has reports whether the OpenAPI document has something at a place.
func (c *Contract) has(parts ...string) bool {
	at := c.api
	for _, p := range parts {
		o, ok := at.(object)
		if !ok || o[p] == nil {
			return false
		}
		at = o[p]
	}
	return true
}

var jsonSchema = []string{"content", "application/json", "schema"}

// request holds a request's body against the description.
func (c *Contract) request(method, template string, body any) []string {
	at := append([]string{"paths", template, strings.ToLower(method), "requestBody"}, jsonSchema...)
	if body == nil || !c.has(at...) {
		return nil
	}
	return c.check(pointer(at...), marshal(permissionsAsNumbers(body)))
}

// permissionsAsNumbers turns default_member_permissions of commands from a string
// into the number that the description wants (README, gap 1).
func permissionsAsNumbers(body any) any {
	commands, ok := body.([]any)
	if !ok {
		return body
	}
	converted := make([]any, len(commands))
	for i, c := range commands {
		converted[i] = c
		o, _ := c.(object)
		if s, isText := o["default_member_permissions"].(string); isText {
			o = maps.Clone(o)
			o["default_member_permissions"] = json.Number(s)
			converted[i] = o
		}
	}
	return converted
}

// response holds an answer against the description.
func (c *Contract) response(method, template string, status int, text []byte) []string {
	switch {
	case status == 429:
		return c.check(pointer(append([]string{"components", "responses", "ClientRatelimitedResponse"}, jsonSchema...)...), text)
	case status >= 400 && status < 500:
		return c.check(pointer(append([]string{"components", "responses", "ClientErrorResponse"}, jsonSchema...)...), text)
	case status >= 500:
		return nil
	}
	at := []string{"paths", template, strings.ToLower(method), "responses", fmt.Sprint(status)}
	if !c.has(at...) {
		return []string{fmt.Sprintf("status %d is not described", status)}
	}
	if at = append(at, jsonSchema...); !c.has(at...) {
		return nil
	}
	return c.check(pointer(at...), text)
}

// eventSchemas are the parts of gateway.schema.json by event.
var eventSchemas = map[string]string{
	"READY": "ready", "GUILD_CREATE": "guildCreate", "GUILD_DELETE": "guildDelete",
	"MESSAGE_CREATE": "messageCreate", "MESSAGE_UPDATE": "messageCreate",
}

var interactionSchemas = map[int]string{
	interactionCommand: "chatInput", interactionComponent: "component",
	interactionAutocomplete: "autocomplete", interactionModal: "modal",
}

// event holds a dispatch against the schema. There is none for context menus.
func (c *Contract) event(name string, text []byte) []string {
	part := eventSchemas[name]
	if name == "INTERACTION_CREATE" {
		var i struct {
			Type int
			Data struct{ Type int }
		}
		if json.Unmarshal(text, &i) != nil || i.Type == interactionCommand && i.Data.Type != commandChat {
			return nil
		}
		part = interactionSchemas[i.Type]
	}
	if part == "" {
		return nil
	}
	return c.check(gatewayDocument+"#/definitions/Root/properties/"+part, text)
}

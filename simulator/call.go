package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
)

// maxBody is more than any payload and its files need in tests.
const maxBody = 25 << 20

// A call is one request on its way through the server.
type call struct {
	request *http.Request
	route   *route // nil: unknown
	path    string // with query, without version
	payload []byte // the JSON text
	json    any    // decoded, numbers as json.Number
	files   []Attachment
	readErr error
	fault   string

	response bool // stands for the HTTP response to an interaction
}

func newCall(r *http.Request, route *route) *call {
	return &call{request: r, route: route, path: r.URL.RequestURI()}
}

// name is the method and template, as in Request.Route.
func (c *call) name() string {
	if c.route == nil {
		return ""
	}
	return c.route.method + " " + c.route.template
}

func (c *call) param(name string) string { return c.request.PathValue(name) }

func (c *call) query(name string) string { return c.request.URL.Query().Get(name) }

// read takes the body apart: JSON, or a form with payload_json and files.
func (c *call) read() error {
	body, err := io.ReadAll(io.LimitReader(c.request.Body, maxBody))
	if err != nil {
		return fmt.Errorf("read body: %w", err)
	}
	kind, params, _ := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	c.payload = body
	if kind == "multipart/form-data" {
		if err := c.readForm(multipart.NewReader(bytes.NewReader(body), params["boundary"])); err != nil {
			return errNotJSON
		}
	}
	if len(c.payload) == 0 {
		return nil
	}
	if kind != "application/json" && kind != "multipart/form-data" {
		return errNotJSON
	}
	d := json.NewDecoder(bytes.NewReader(c.payload))
	d.UseNumber()
	if err := d.Decode(&c.json); err != nil {
		return errNotJSON
	}
	return nil
}

func (c *call) readForm(form *multipart.Reader) error {
	c.payload = nil
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		switch name := part.FormName(); {
		case name == "payload_json":
			c.payload = content
		case strings.HasPrefix(name, "files[") || name == "file":
			c.files = append(c.files, Attachment{
				Filename: part.FileName(), ContentType: part.Header.Get("Content-Type"), Size: len(content),
			})
		}
	}
}

// decode reads the payload into a struct. The form was checked before, so what
// does not fit is a gap in our rules, and refused all the same.
func (c *call) decode(into any) error {
	if len(c.payload) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.payload, into); err != nil {
		return refusal(http.StatusBadRequest, 50035, "Invalid Form Body: "+err.Error())
	}
	return nil
}

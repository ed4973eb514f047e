package simulator

import "strconv"

// A form is a request body under examination. What is wrong with it becomes
// Discord's tree of errors.
type form struct {
	body     any
	tree     map[string]any
	misspelt []string // keys that nobody knows; Discord lets them pass (README, gap 7)
}

// A formError is a leaf of the tree.
type formError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func newForm(body any) *form { return &form{body: body, tree: map[string]any{}} }

// err is 50035 if anything is wrong.
func (f *form) err() error {
	if len(f.tree) == 0 {
		return nil
	}
	return invalidForm(f.tree)
}

// invalid is 50035 for one mistake.
func invalid(at place, code, message string) error {
	f := newForm(nil)
	f.refuse(at, code, message)
	return f.err()
}

// A place leads to a value in a body: keys and indexes.
type place []string

func (p place) key(k string) place { return append(p[:len(p):len(p)], k) }

func (p place) index(i int) place { return p.key(strconv.Itoa(i)) }

// refuse adds an error at a place. A node of the tree has errors or children, so what
// is found first is told, and the rest once that is mended.
func (f *form) refuse(at place, code, message string) {
	node := f.tree
	for _, key := range at {
		if node["_errors"] != nil {
			return
		}
		inner, ok := node[key].(map[string]any)
		if !ok {
			inner = map[string]any{}
			node[key] = inner
		}
		node = inner
	}
	leaf, _ := node["_errors"].([]formError)
	if leaf == nil && len(node) > 0 {
		return
	}
	node["_errors"] = append(leaf, formError{code, message})
}

func (f *form) require(at place) {
	f.refuse(at, "BASE_TYPE_REQUIRED", "This field is required")
}

func (f *form) choices(at place, among string) {
	f.refuse(at, "BASE_TYPE_CHOICES", "Value must be one of "+among+".")
}

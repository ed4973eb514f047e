package simulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A rule says what a value of a body may be. The rules of this file are combined
// into tables in rules_message.go, rules_component.go and rules_command.go, which
// hold Discord's limits (B) side by side.
type rule interface {
	check(f *form, at place, v any)
}

// text is a string. Lengths are counted in characters after trimming (B).
type text struct{ min, max int }

func (t text) check(f *form, at place, v any) {
	s, ok := v.(string)
	if !ok {
		f.refuse(at, "STRING_TYPE_CONVERT", fmt.Sprintf("Could not interpret \"%v\" as string.", v))
		return
	}
	n := length(s)
	switch {
	case t.min > 0 && n == 0:
		f.require(at)
	case t.min > 0 && (n < t.min || n > t.max):
		f.refuse(at, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", t.min, t.max))
	case n > t.max:
		f.refuse(at, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", t.max))
	}
}

func length(s string) int { return utf8.RuneCountInString(strings.TrimSpace(s)) }

// address is a URL with one of the schemes.
type address struct {
	max     int
	schemes []string
}

func (a address) check(f *form, at place, v any) {
	text{0, a.max}.check(f, at, v)
	s, _ := v.(string)
	u, err := url.Parse(s)
	switch {
	case s == "": // as absent
	case err != nil || u.Scheme == "":
		f.refuse(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
	case !slices.Contains(a.schemes, u.Scheme):
		f.refuse(at, "URL_TYPE_INVALID_SCHEME", fmt.Sprintf("Scheme %q is not supported. Scheme must be one of (%s).", u.Scheme, strings.Join(a.schemes, ", ")))
	}
}

var (
	webAddress   = address{2048, []string{"http", "https"}}
	mediaAddress = address{2048, []string{"http", "https", "attachment"}}
)

// whole is an integer.
type whole struct{ min, max int64 }

func (w whole) check(f *form, at place, v any) {
	n, ok := integer(v)
	switch {
	case !ok:
		f.refuse(at, "NUMBER_TYPE_COERCE", fmt.Sprintf("Value \"%v\" is not int.", v))
	case n < w.min:
		f.refuse(at, "NUMBER_TYPE_MIN", fmt.Sprintf("int value should be greater than or equal to %d.", w.min))
	case n > w.max:
		f.refuse(at, "NUMBER_TYPE_MAX", fmt.Sprintf("int value should be less than or equal to %d.", w.max))
	}
}

func integer(v any) (int64, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	i, err := n.Int64()
	return i, err == nil
}

// number is any number.
type number struct{}

func (number) check(f *form, at place, v any) {
	if _, ok := v.(json.Number); !ok {
		f.refuse(at, "NUMBER_TYPE_COERCE", fmt.Sprintf("Value \"%v\" is not float.", v))
	}
}

// oneOf is an integer out of a few.
type oneOf []int64

func (o oneOf) check(f *form, at place, v any) {
	if n, ok := integer(v); !ok || !slices.Contains(o, n) {
		f.choices(at, o.String())
	}
}

func (o oneOf) String() string {
	var all []string
	for _, n := range o {
		all = append(all, strconv.FormatInt(n, 10))
	}
	return "{" + strings.Join(all, ", ") + "}"
}

// bits is a bit field of which only some bits may be set.
type bits int64

func (b bits) check(f *form, at place, v any) {
	if n, ok := integer(v); !ok || n&^int64(b) != 0 {
		f.refuse(at, "MESSAGE_FLAGS_INVALID", fmt.Sprintf("Only the flags %#x can be set here, not %v.", int64(b), v))
	}
}

// boolean is true or false.
type boolean struct{}

func (boolean) check(f *form, at place, v any) {
	if _, ok := v.(bool); !ok {
		f.refuse(at, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
	}
}

// snowflake is an id.
type snowflake struct{}

func (snowflake) check(f *form, at place, v any) {
	s, ok := v.(string)
	if n, isNumber := v.(json.Number); isNumber {
		s, ok = n.String(), true
	}
	if _, err := strconv.ParseUint(s, 10, 64); !ok || err != nil {
		f.refuse(at, "NUMBER_TYPE_COERCE", fmt.Sprintf("Value \"%v\" is not snowflake.", v))
	}
}

// whatever is not looked at.
type whatever struct{}

func (whatever) check(*form, place, any) {}

// listOf is a list.
type listOf struct {
	of       rule
	min, max int
}

func (l listOf) check(f *form, at place, v any) {
	items, ok := v.([]any)
	if !ok {
		f.refuse(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return
	}
	switch n := len(items); {
	case l.min > 0 && (n < l.min || n > l.max):
		f.refuse(at, "BASE_TYPE_BAD_LENGTH", fmt.Sprintf("Must be between %d and %d in length.", l.min, l.max))
	case n > l.max:
		f.refuse(at, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("Must be %d or fewer in length.", l.max))
	}
	for i, item := range items {
		l.of.check(f, at.index(i), item)
	}
}

// fields is an object: what its keys may be, which are needed, and what only the
// whole can tell. Null is as good as absent.
type fields struct {
	keys  map[string]rule
	need  []string
	whole func(f *form, at place, o object)
}

func (r fields) check(f *form, at place, v any) {
	o, ok := v.(object)
	if !ok {
		f.refuse(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		return
	}
	for _, key := range slices.Sorted(maps.Keys(o)) {
		rule, known := r.keys[key]
		switch {
		case !known:
			f.misspelt = append(f.misspelt, "unknown key "+strings.Join(at.key(key), "."))
		case o[key] != nil:
			rule.check(f, at.key(key), o[key])
		}
	}
	for _, key := range r.need {
		if o[key] == nil {
			f.require(at.key(key))
		}
	}
	if r.whole != nil {
		r.whole(f, at, o)
	}
}

// byType picks the rule by the object's "type".
type byType map[int64]rule

func (b byType) check(f *form, at place, v any) {
	o, ok := v.(object)
	if !ok {
		f.refuse(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		return
	}
	n, _ := integer(o["type"])
	if rule, known := b[n]; known {
		rule.check(f, at, v)
		return
	}
	f.refuse(at.key("type"), "UNION_TYPE_CHOICES", fmt.Sprintf("Value of field \"type\" must be one of %s.", oneOf(slices.Sorted(maps.Keys(b)))))
}

// mapOf is an object with keys of its own choosing, such as locales.
type mapOf struct {
	key func(string) bool
	of  rule
}

func (m mapOf) check(f *form, at place, v any) {
	o, ok := v.(object)
	if !ok {
		f.refuse(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		return
	}
	for key, value := range o {
		if !m.key(key) {
			f.refuse(at.key(key), "ENUM_TYPE_COERCE", fmt.Sprintf("Value %q is not a valid enum value.", key))
			continue
		}
		m.of.check(f, at.key(key), value)
	}
}

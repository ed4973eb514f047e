package triage

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// An example is a message that has to land in a category.
type example struct {
	line
	category Category
}

// checkCategories reports categories without a cue in English: an empty lexicon finds nothing, and
// finding nothing looks like calm.
func (c *Classifier) checkCategories() error {
	var errs []error
	for _, category := range precedence[:len(precedence)-1] {
		if !c.hasRule(category) {
			errs = append(errs, fmt.Errorf("no cue for %s", category))
		}
	}
	return errors.Join(errs...)
}

func (c *Classifier) hasRule(category Category) bool {
	for _, r := range c.english.rules {
		if r.category == category {
			return true
		}
	}
	return false
}

// checkExamples reports examples that land elsewhere.
func (c *Classifier) checkExamples(examples []example) error {
	var errs []error
	for _, e := range examples {
		plain := clean(e.text)
		if v, _ := c.byCues(plain, spans(plain)); v.Category != e.category {
			errs = append(errs, e.errorf("example %q is %s, not %s", e.text, v.Category, e.category))
		}
	}
	return errors.Join(errs...)
}

// checkNames reports files whose name is not a category: a slip there would silence every
// cue in them.
func (b *builder) checkNames(dir string) {
	entries, err := fs.ReadDir(b.fsys, dir)
	b.fail(err)
	for _, e := range entries {
		c := Category(strings.TrimSuffix(e.Name(), ".txt"))
		if e.Name() != "_lists.txt" && e.Name() != "_spelling.txt" && !strings.HasPrefix(e.Name(), "README") && c.rank() >= None.rank() {
			b.fail(fmt.Errorf("%s/%s: the name is no category", path.Base(dir), e.Name()))
		}
	}
}

// Package english tells whether a word is English, so that a real word is never taken
// for a typing error.
package english

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// words is SCOWL, see COPYRIGHT: sorted, lower case, a word a line.
//
//go:embed words.txt
var words string

var list = sync.OnceValue(func() []string { return strings.Split(strings.TrimSpace(words), "\n") })

// Knows reports whether a word in lower case is in the list. It is safe for concurrent use.
func Knows(word string) bool {
	_, found := slices.BinarySearch(list(), word)
	return found
}

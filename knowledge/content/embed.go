// Package content is the library that ships: data only, inside the binary.
package content

import "embed"

// FS holds the content folder as docs/content.md describes it.
//
//go:embed references.yaml helplines.yaml all:en
var FS embed.FS

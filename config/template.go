package config

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Template writes a settings file that means the same as none: every setting stands in
// it as a comment, at its default. It comes from the same table that reads the settings.
//
// Keys are dotted, so that each line can be uncommented without another.
func Template(w io.Writer) error {
	var b strings.Builder
	b.WriteString(`# Settings of Hebb. Each stands here at its default: take away the # before its line to
# set it. A variable, such as HEBB_COUNTRY, wins over this file. "hebb doctor" says what
# comes of it all.
`)
	for _, s := range settings {
		b.WriteString("\n")
		prose(&b, s.help)
		key := s.key
		if s.secret {
			key = s.fileKey()
			prose(&b, fmt.Sprintf("It is a secret and never stands in this file. Put it alone into a file that only you can read (mode 0600), and name that file here; or set %s instead.", variable(s.key)))
		} else {
			prose(&b, "Value: "+s.want+".")
		}
		fmt.Fprintf(&b, "#%s: %s\n", key, scalar(s.standard))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// proseWidth keeps comments readable in any editor.
const proseWidth = 88

// prose writes a comment of one paragraph.
func prose(b *strings.Builder, text string) {
	line := "#"
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > proseWidth {
			b.WriteString(line + "\n")
			line = "#"
		}
		line += " " + word
	}
	b.WriteString(line + "\n")
}

// plainScalar is text that YAML takes as it is.
var plainScalar = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`)

// scalar is text as a value of YAML.
func scalar(text string) string {
	if plainScalar.MatchString(text) {
		return text
	}
	return strconv.Quote(text)
}

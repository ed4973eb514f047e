package config

import (
	"fmt"
	"io"
	"strings"
)

// Describe writes the help text for every setting, from the same table that
// reads them.
func Describe(w io.Writer) error {
	var b strings.Builder
	b.WriteString(`Settings come from a YAML file, where keys may be nested or dotted, and from the
environment. A variable wins over the file, the file over the default.
`)
	for _, s := range settings {
		b.WriteString("\n")
		if s.secret {
			describeSecret(&b, s)
		} else {
			describe(&b, s)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// describe writes the help text of a plain setting.
func describe(b *strings.Builder, s setting) {
	standard := s.standard
	if standard == "" {
		standard = "empty"
	}
	fmt.Fprintf(b, "%s\n", s.key)
	fmt.Fprintf(b, "    %s\n", s.help)
	fmt.Fprintf(b, "    value     %s\n", s.want)
	fmt.Fprintf(b, "    default   %s\n", standard)
	fmt.Fprintf(b, "    variable  %s\n", variable(s.key))
}

// describeSecret writes the help text of a secret and of the key that names its
// file.
func describeSecret(b *strings.Builder, s setting) {
	fmt.Fprintf(b, "%s (secret: not to be written in the settings file)\n", s.key)
	fmt.Fprintf(b, "    %s\n", s.help)
	fmt.Fprintf(b, "    value     %s\n", s.want)
	fmt.Fprintf(b, "    default   unset\n")
	fmt.Fprintf(b, "    variable  %s\n\n", variable(s.key))
	fmt.Fprintf(b, "%s\n", s.fileKey())
	fmt.Fprintf(b, "    The file to read %s from, in place of %s.\n", s.key, variable(s.key))
	fmt.Fprintf(b, "    value     the path of a file that holds the secret and nothing else\n")
	fmt.Fprintf(b, "    default   empty\n")
	fmt.Fprintf(b, "    variable  %s\n", variable(s.fileKey()))
}

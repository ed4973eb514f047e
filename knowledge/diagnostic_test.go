package knowledge

import "testing"

// TestNarrow: the caret stays below the place, whatever is cut off.
func TestNarrow(t *testing.T) {
	const long = "one two three four five six seven eight nine ten"
	for name, tt := range map[string]struct {
		col          int
		source, want string
	}{
		"short":             {5, "one two", "   7 | one two\n     |     ^~~"},
		"long, at the head": {5, long, "   7 | one two three four…\n     |     ^~~"},
		"long, within":      {25, long, "   7 | … five six seven e…\n     |        ^~~"},
		"no line":           {25, "", ""},
	} {
		d := Diagnostic{Position: Position{Line: 7, Col: tt.col, Width: 3}, Source: tt.source}
		if got := d.Narrow(19).Snippet(); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
	}
}

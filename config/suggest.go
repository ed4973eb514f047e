package config

import "strings"

// closest guesses which known name was meant, or gives "". All of them may begin
// with prefix, which does not count, nor does case; words are parted by separator.
func closest(name string, known []string, prefix, separator string) string {
	short := strings.ToLower(strings.TrimPrefix(name, prefix))
	best, least := "", max(1, len([]rune(short))/3)+1
	nearest := "" // in sections
	for _, k := range known {
		other := strings.ToLower(strings.TrimPrefix(k, prefix))
		// Sections too few or too many are a likely slip, and a long one.
		if strings.HasSuffix(other, separator+short) || strings.HasSuffix(short, separator+other) {
			if nearest == "" || strings.Count(k, separator) < strings.Count(nearest, separator) {
				nearest = k
			}
		}
		if d := distance([]rune(short), []rune(other), least); d < least {
			best, least = k, d
		}
	}
	if nearest != "" {
		return nearest
	}
	return best
}

// distance is the number of letters to add, drop or change to make b of a
// (Levenshtein's), or limit if it is clearly not below that.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	row := make([]int, len(b)+1) // distances of the part of a seen so far
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

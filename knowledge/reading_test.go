package knowledge

import "testing"

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"brain": 1, "therapy": 3, "change": 1, "changes": 2, "depression": 3, "anxiety": 4, "medicine": 3, "people": 2,
		"the": 1, "helped": 1, "needed": 2, "trials": 2, "idea": 3, "create": 2, "science": 2, "area": 3, "little": 2,
		"neuroplasticity": 6, "psychiatry": 4, "scale": 1, "people's": 2, "12": 1, "use": 1, "sleep": 1, "serious": 3,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%s: %d syllables, want %d", word, got, want)
		}
	}
}

func TestReadingGrade(t *testing.T) {
	easy := ReadingGrade([]string{"The cat sat on the mat.", "It was a big mat."}, nil)
	hard := ReadingGrade([]string{"Psychopharmacological interventions necessitate individualised consideration of contraindications."}, nil)
	if easy > 2 || hard < 15 {
		t.Errorf("easy %.1f, hard %.1f", easy, hard)
	}
	if got := ReadingGrade(nil, nil); got != 0 {
		t.Errorf("of nothing: %.1f", got)
	}
	words := []string{"Electroconvulsive therapy helps."}
	if ReadingGrade(words, map[string]bool{"electroconvulsive": true}) >= ReadingGrade(words, nil) {
		t.Error("a known word does not read easier")
	}
}

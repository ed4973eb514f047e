package triage

import (
	"iter"
	"slices"
)

// Confidence is set by rule until a model calibrates it: how sure the kind of evidence makes us.
const (
	sureOfMany = 0.95 // two cues or more agree
	sureOfOne  = 0.9
	sureOfNone = 0.8 // no cue at all
	sureOfTone = 0.6 // a joke or a quotation decided
)

// maxReasons bounds a verdict.
const maxReasons = 8

// A rule is one cue: it holds when all it needs was found and nothing it lacks.
type rule struct {
	category Category
	cue      string
	needs    []int32 // patterns
	lacks    []int32 // patterns
	jokeable bool    // "?": a joke or an everyday cause cancels it
	soft     bool    // "~": asks for the soft line
}

// signs are the lists of en/_lists.txt that tell how words are meant, as patterns.
type signs struct{ joke, everyday, insist, ask, tells, work, report, adopt int32 }

// names pairs each sign with the name of its list.
func (s *signs) names() iter.Seq2[string, *int32] {
	return func(yield func(string, *int32) bool) {
		_ = yield("joke", &s.joke) && yield("everyday", &s.everyday) && yield("insist", &s.insist) &&
			yield("ask", &s.ask) && yield("tells", &s.tells) && yield("work", &s.work) && yield("report", &s.report) && yield("adopt", &s.adopt)
	}
}

// A judging is the making of a verdict from what was found in each language.
type judging struct {
	verdict Verdict
	signs   *signs
	said    []uint8 // what was found in English, the signs among it
	agree   int     // cues of the category
	tone    bool    // a joke or a quotation decided
	aside   aside
}

// has reports if a sign was found.
func (j *judging) has(sign int32) bool { return j.said[sign] != 0 }

// plainly reports if a sign was found in the writer's own words.
func (j *judging) plainly(sign int32) bool { return j.said[sign]&plainly != 0 }

// hear weighs what was found in one language.
func (j *judging) hear(t *tongue, h *hearing) {
	v := &j.verdict
	for _, i := range h.rules {
		r := &t.rules[i]
		if !r.holds(h.found) {
			continue
		}
		if r.category == CrisisSelf && j.isJoke(r) {
			v.SoftLine, j.tone = true, true
			continue
		}
		category := j.whose(r, h.found)
		j.tone = j.tone || category != r.category
		v.add(r, category)
		switch {
		case category.rank() < v.Category.rank():
			v.Category, j.agree = category, 1
			if t.name != mainTongue {
				v.Language = t.name
			}
		case category == v.Category:
			j.agree++
		}
	}
}

// done is the verdict.
func (j *judging) done() Verdict {
	v := &j.verdict
	if v.SoftLine && (v.Category == None || v.Category == EducationalSensitive) && !j.has(j.signs.ask) {
		v.Category = OutOfScope // a figure of speech with no question in it
	}
	v.Remark = j.has(j.signs.tells) && !j.has(j.signs.ask)
	v.Confidence = confidence(v.Category, j.agree, j.tone)
	v.SoftLine = v.SoftLine && !v.Category.Risk()
	slices.SortStableFunc(v.Reasons, func(a, b Reason) int { return a.Category.rank() - b.Category.rank() })
	v.Reasons = v.Reasons[:min(len(v.Reasons), maxReasons)]
	return *v
}

// add notes that r holds.
func (v *Verdict) add(r *rule, category Category) {
	v.Minor = v.Minor || r.category == MinorDisclosure
	v.SoftLine = v.SoftLine || r.soft
	if len(v.Reasons) < 4*maxReasons { // done sorts those of all languages and keeps the strongest
		v.Reasons = append(v.Reasons, Reason{Category: category, Cue: r.cue})
	}
}

// holds reports if everything r needs was found and nothing it lacks.
func (r *rule) holds(found []uint8) bool {
	for _, id := range r.needs {
		if found[id] == 0 {
			return false
		}
	}
	for _, id := range r.lacks {
		if found[id] != 0 {
			return false
		}
	}
	return true
}

// isJoke reports if a cue about the self is a figure of speech. Slang needs a joke marker or
// an everyday cause; plain words need both. Words that insist ("fr", "not joking") end the joke.
func (j *judging) isJoke(r *rule) bool {
	joke, everyday := j.has(j.signs.joke), j.has(j.signs.everyday)
	if j.has(j.signs.insist) {
		return false
	}
	return joke && everyday || r.jokeable && (joke || everyday)
}

// whose returns the category of r, or a calmer one where its words are in quotation marks and
// something says whose they are: a person the writer reports about, or a song, film or title.
// In doubt, and where the writer makes them their own, they are the writer's.
func (j *judging) whose(r *rule, found []uint8) Category {
	switch {
	case r.category != CrisisSelf, found[r.needs[0]]&plainly != 0, j.plainly(j.signs.adopt):
		return r.category
	case j.plainly(j.signs.report):
		return CrisisOther
	case j.plainly(j.signs.work):
		j.aside.quoted = true
		return EducationalSensitive
	}
	return r.category
}

func confidence(category Category, agree int, tone bool) float64 {
	switch {
	case tone:
		return sureOfTone
	case category == None:
		return sureOfNone
	case agree > 1:
		return sureOfMany
	}
	return sureOfOne
}

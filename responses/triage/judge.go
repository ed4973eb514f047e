package triage

import "iter"

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

// signs are the lists of en/_lists.txt that judge asks about, as patterns.
type signs struct{ joke, everyday, insist, ask, work, report, adopt int32 }

// names pairs each sign with the name of its list.
func (s *signs) names() iter.Seq2[string, *int32] {
	return func(yield func(string, *int32) bool) {
		_ = yield("joke", &s.joke) && yield("everyday", &s.everyday) && yield("insist", &s.insist) &&
			yield("ask", &s.ask) && yield("work", &s.work) && yield("report", &s.report) && yield("adopt", &s.adopt)
	}
}

// judge turns what was found into a verdict.
func (c *Classifier) judge(found []uint8) Verdict {
	v := Verdict{Category: None, Confidence: sureOfNone}
	agree, tone := 0, false
	for i := range c.rules {
		r := &c.rules[i]
		if !r.holds(found) {
			continue
		}
		if r.category == CrisisSelf && c.isJoke(r, found) {
			v.SoftLine, tone = true, true
			continue
		}
		category := c.whose(r, found)
		tone = tone || category != r.category
		v.add(r, category)
		switch {
		case category.rank() < v.Category.rank():
			v.Category, agree = category, 1
		case category == v.Category:
			agree++
		}
	}
	if v.SoftLine && (v.Category == None || v.Category == EducationalSensitive) && found[c.signs.ask] == 0 {
		v.Category = OutOfScope // a figure of speech with no question in it
	}
	v.Confidence = confidence(v.Category, agree, tone)
	v.SoftLine = v.SoftLine && !v.Category.Risk()
	return v
}

// add notes that r holds.
func (v *Verdict) add(r *rule, category Category) {
	v.Minor = v.Minor || r.category == MinorDisclosure
	v.SoftLine = v.SoftLine || r.soft
	if len(v.Reasons) < maxReasons {
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
func (c *Classifier) isJoke(r *rule, found []uint8) bool {
	joke, everyday := found[c.signs.joke] != 0, found[c.signs.everyday] != 0
	if found[c.signs.insist] != 0 {
		return false
	}
	return joke && everyday || r.jokeable && (joke || everyday)
}

// whose returns the category of r, or a calmer one where its words are in quotation marks and
// something says whose they are: a person the writer reports about, or a song, film or title.
// In doubt, and where the writer makes them their own, they are the writer's.
func (c *Classifier) whose(r *rule, found []uint8) Category {
	switch {
	case r.category != CrisisSelf, found[r.needs[0]]&plainly != 0, found[c.signs.adopt]&plainly != 0:
		return r.category
	case found[c.signs.report]&plainly != 0:
		return CrisisOther
	case found[c.signs.work]&plainly != 0:
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

package match

import (
	"os"
	"strings"

	"github.com/hebb-bot/hebb/knowledge"
)

// zzAdd adds the training part of the new questions to their entries (or a topic's first).
func zzAdd(e *knowledge.Edition, path string, share int) *knowledge.Edition {
	data, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	more := map[string][]string{}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if i%100 >= share {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) > 4 && f[4] == "no" {
			continue
		}
		to := strings.Split(f[0], "|")[0] + "#"
		if len(f) > 3 && f[3] != "" {
			to = f[3]
		}
		more[to] = append(more[to], f[2])
	}
	rest := &knowledge.Edition{Lang: e.Lang, Lexicon: e.Lexicon}
	for _, topic := range e.Topics {
		own := *topic
		own.Entries = nil
		for i, entry := range topic.Entries {
			kept := *entry
			kept.Topic = &own
			for _, q := range more[entry.ID] {
				kept.AlsoAsked = append(kept.AlsoAsked[:len(kept.AlsoAsked):len(kept.AlsoAsked)], knowledge.Phrase{Text: q})
			}
			if i == 0 {
				for _, q := range more[topic.ID+"#"] {
					kept.AlsoAsked = append(kept.AlsoAsked[:len(kept.AlsoAsked):len(kept.AlsoAsked)], knowledge.Phrase{Text: q})
				}
			}
			own.Entries = append(own.Entries, &kept)
		}
		rest.Topics = append(rest.Topics, &own)
	}
	return rest
}

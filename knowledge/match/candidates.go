package match

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
)

// candidates is the one place that knows bleve: an inverted index in memory that
// proposes entries. It is handed stems joined with spaces, so that it and the
// ranker always mean the same by a word.
type candidates struct{ index bleve.Index }

// A document is what is indexed of one entry.
type document struct {
	Asked string `json:"asked"` // phrasings and the topic's names
	Body  string `json:"body"`
}

func joined(texts [][]word) string {
	var b strings.Builder
	for _, words := range texts {
		b.WriteString(stems(words) + " ")
	}
	return b.String()
}

// schema is the whole index mapping. Fields are slim: nothing is stored, and no
// copy goes into a field of everything.
func schema() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = "bm25"
	if err := m.AddCustomAnalyzer("stems", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, err
	}
	m.DefaultAnalyzer = "stems"
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{"asked", "body"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = "stems"
		f.Store, f.IncludeTermVectors, f.DocValues, f.IncludeInAll = false, false, false, false
		doc.AddFieldMappingsAt(name, f)
	}
	m.DefaultMapping = doc
	return m, nil
}

// newCandidates indexes the documents. An empty path is scorch's in-memory
// index; one batch makes one segment, which every query then visits once.
func newCandidates(entries []texts) (*candidates, error) {
	m, err := schema()
	if err != nil {
		return nil, fmt.Errorf("make index mapping: %w", err)
	}
	index, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("make index: %w", err)
	}
	batch := index.NewBatch()
	for i, t := range entries {
		if err := batch.Index(strconv.Itoa(i), document{joined(t.asked) + joined(t.names), joined(t.paragraphs)}); err != nil {
			return nil, fmt.Errorf("index entry %d: %w", i, err)
		}
	}
	if err := index.Batch(batch); err != nil {
		return nil, fmt.Errorf("index entries: %w", err)
	}
	return &candidates{index}, nil
}

// propose returns up to n entries, by number, that share words with the text.
func (c *candidates) propose(ctx context.Context, text string, n int) ([]int, error) {
	field := func(name string, boost float64) query.Query {
		q := bleve.NewMatchQuery(text)
		q.SetField(name)
		q.SetBoost(boost)
		return q
	}
	req := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(
		field("asked", boostAsked), field("body", boostBody)), n, 0, false)
	res, err := c.index.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("look up candidates: %w", err)
	}
	out := make([]int, 0, len(res.Hits))
	for _, hit := range res.Hits {
		i, err := strconv.Atoi(hit.ID)
		if err != nil {
			return nil, fmt.Errorf("candidate %q: %w", hit.ID, err)
		}
		out = append(out, i)
	}
	return out, nil
}

func (c *candidates) close() error { return c.index.Close() }

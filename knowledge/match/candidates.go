package match

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	api "github.com/blevesearch/bleve_index_api"
)

// candidates is the one place that knows bleve: an inverted index in memory that
// proposes entries. It is handed stems joined with spaces, so that it and the
// ranker always mean the same by a word.
//
// It searches with bleve's searchers but without its requests: these make of every hit
// much that nobody asks for here, which took as long as finding them.
type candidates struct {
	index   bleve.Index
	mapping mapping.IndexMapping
	reader  api.IndexReader // of the one state that the index is ever in
	entries []int           // the entry of each document: a batch has no order
	pools   sync.Pool       // memory for hits
	closed  atomic.Bool
}

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
	c := &candidates{mapping: m}
	c.pools.New = func() any { return search.NewDocumentMatchPool(2*mostLookup+1, 0) }
	c.index, err = bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("make index: %w", err)
	}
	batch := c.index.NewBatch()
	for i, t := range entries {
		if err := batch.Index(strconv.Itoa(i), document{joined(t.asked) + joined(t.names), joined(t.paragraphs)}); err != nil {
			return nil, fmt.Errorf("index entry %d: %w", i, err)
		}
	}
	if err := c.index.Batch(batch); err != nil {
		return nil, fmt.Errorf("index entries: %w", err)
	}
	if err := c.read(); err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	return c, nil
}

// read opens the index for searching.
func (c *candidates) read() error {
	advanced, err := c.index.Advanced()
	if err != nil {
		return err
	}
	if c.reader, err = advanced.Reader(); err != nil {
		return err
	}
	n, err := c.reader.DocCount()
	if err != nil {
		return err
	}
	c.entries = make([]int, n)
	for document := range c.entries {
		id, err := c.reader.ExternalID(api.NewIndexInternalID(nil, uint64(document)))
		if err != nil {
			return err
		}
		if c.entries[document], err = strconv.Atoi(id); err != nil {
			return err
		}
	}
	return nil
}

// propose returns up to n entries that share words with a question, the best first.
func (c *candidates) propose(ctx context.Context, words []word, n int) (best []proposal, err error) {
	if c.closed.Load() {
		return nil, fmt.Errorf("look up candidates: %w", bleve.ErrorIndexClosed)
	}
	if len(words) == 0 {
		return nil, nil
	}
	found, err := c.anyOf(words).Searcher(bm25(ctx), c.reader, c.mapping, search.SearcherOptions{})
	if err != nil {
		return nil, fmt.Errorf("look up candidates: %w", err)
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	pool := c.pools.Get().(*search.DocumentMatchPool)
	defer c.pools.Put(pool)
	into := &search.SearchContext{DocumentMatchPool: pool, IndexReader: c.reader}
	list := shortlist{make([]proposal, 0, n), n}
	for i := 0; ; i++ {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("look up candidates: %w", ctx.Err())
		}
		hit, err := found.Next(into)
		if err != nil {
			return nil, fmt.Errorf("look up candidates: %w", err)
		}
		if hit == nil {
			return list.best, nil
		}
		list.offer(proposal{c.entries[hit.IndexInternalID.Value()], hit.Score})
		pool.Put(hit)
	}
}

// anyOf is the query for entries that hold any of the words.
func (c *candidates) anyOf(words []word) query.Query {
	field := func(name string, boost float64) query.Query {
		terms := make([]query.Query, len(words))
		for i, w := range words {
			q := query.NewTermQuery(w.stem)
			q.SetField(name)
			q.SetBoost(boost)
			terms[i] = q
		}
		return query.NewDisjunctionQuery(terms)
	}
	return query.NewDisjunctionQuery([]query.Query{field("asked", boostAsked), field("body", boostBody)})
}

// bm25 tells the searchers of a query how to score.
func bm25(ctx context.Context) context.Context {
	return context.WithValue(ctx, search.GetScoringModelCallbackKey, search.GetScoringModelCallbackFn(func() string { return api.BM25Scoring }))
}

func (c *candidates) close() error {
	c.closed.Store(true)
	return errors.Join(c.reader.Close(), c.index.Close())
}

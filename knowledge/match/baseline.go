package match

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"github.com/hebb-bot/hebb/knowledge"
)

// A Baseline is bleve as it comes, with its own analysis and order: what the ranker
// is measured against. It is safe for concurrent use.
type Baseline struct{ index bleve.Index }

// NewBaseline indexes a library's entries.
func NewBaseline(l *knowledge.Library) (*Baseline, error) {
	index, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("make bleve index: %w", err)
	}
	batch := index.NewBatch()
	for _, e := range l.Edition(knowledge.Fallback).Entries() {
		doc := map[string]any{"title": e.Question.Text}
		var examples, body []string
		for _, q := range e.AlsoAsked {
			examples = append(examples, q.Text)
		}
		for _, p := range e.Paragraphs {
			body = append(body, p.Text())
		}
		doc["examples"], doc["body"] = examples, body
		if err := batch.Index(e.ID, doc); err != nil {
			return nil, errors.Join(fmt.Errorf("index %s: %w", e.ID, err), index.Close())
		}
	}
	if err := index.Batch(batch); err != nil {
		return nil, errors.Join(fmt.Errorf("index entries: %w", err), index.Close())
	}
	return &Baseline{index}, nil
}

// Search returns the ids of entries, best first, and bleve's score of the first.
func (b *Baseline) Search(ctx context.Context, question string, limit int) (ids []string, score float64, err error) {
	res, err := b.index.SearchInContext(ctx, bleve.NewSearchRequestOptions(bleve.NewMatchQuery(question), limit, 0, false))
	if err != nil {
		return nil, 0, fmt.Errorf("search: %w", err)
	}
	for _, hit := range res.Hits {
		ids = append(ids, hit.ID)
		score = max(score, hit.Score)
	}
	return ids, score, nil
}

// Close frees the index.
func (b *Baseline) Close() error { return b.index.Close() }

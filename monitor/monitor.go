// Package monitor is how the program is seen from outside: metrics for Prometheus, and
// whether it lives and is ready. It is told that something was answered, never what, to
// whom or where.
package monitor

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// A Monitor counts what happens. It is safe for concurrent use.
type Monitor struct {
	now     func() time.Time
	metrics *prometheus.Registry

	answers     *prometheus.CounterVec
	undelivered prometheus.Counter
	latency     *prometheus.HistogramVec
	confidence  prometheus.Histogram
	turnedAway  *prometheus.CounterVec
	panics      prometheus.Counter
	waited      prometheus.Counter
	connected   *prometheus.GaugeVec
	reloads     *prometheus.CounterVec
	diagnostics *prometheus.GaugeVec

	mu       sync.Mutex
	shards   map[int]bool // whether each is connected, of those held
	spare    bool         // there need not be any: others hold them
	unsure   bool         // it is not known which are held
	deaf     bool         // no gateway is used
	library  string       // version in use, "" for none
	since    time.Time    // when it was taken
	refused  string       // why the newest content was not taken, "" if it was
	helpline time.Time    // the day the numbers were checked
}

// Options make a Monitor.
type Options struct {
	Build string           // the program's version
	Deaf  bool             // no gateway is used, so that none needs to be connected
	Now   func() time.Time // the clock; nil means time.Now
}

// kinds is what replies are counted as. "private" is all that touch a person most closely, so
// that nobody who reads the numbers of a small server learns that somebody is in danger.
var kinds = []string{"answer", "choices", "no-answer", "out-of-scope", "help", private, other}

const (
	private = "private"
	other   = "other" // menus, settings, the work of moderators
)

// Buckets, in seconds and in 0..1. Discord voids an interaction after 3 s; a search takes a
// millisecond or two.
var (
	latencyBuckets    = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}
	confidenceBuckets = []float64{.05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .99}
)

// New makes a Monitor.
func New(opts Options) *Monitor {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	m := &Monitor{now: opts.Now, deaf: opts.Deaf, shards: map[int]bool{}, metrics: prometheus.NewRegistry()}
	counter := func(name, help string) prometheus.Counter {
		c := prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
		m.metrics.MustRegister(c)
		return c
	}
	counters := func(name, help, label string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{label})
		m.metrics.MustRegister(c)
		return c
	}
	gauges := func(name, help, label string) *prometheus.GaugeVec {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, []string{label})
		m.metrics.MustRegister(g)
		return g
	}
	m.answers = counters("hebb_answers_total", "Replies that were delivered, by kind; crisis, boundary and sensitive ones are all \"private\".", "kind")
	m.undelivered = counter("hebb_undelivered_total", "Replies that could not be delivered.")
	m.turnedAway = counters("hebb_turned_away_total", "Questions that got no reply, or a short line instead: asked too fast (limited), too much to do (busy), or too late (late).", "why")
	m.panics = counter("hebb_panics_total", "Handlers that panicked; their members got the support screen.")
	m.waited = counter("hebb_rate_limit_wait_seconds_total", "Time that messages waited for Discord's rate limits.")
	m.connected = gauges("hebb_gateway_connected", "1 if the shard is connected to Discord's gateway.", "shard")
	m.reloads = counters("hebb_reloads_total", "Times that new content was looked at, by whether it was taken or refused.", "result")
	m.diagnostics = gauges("hebb_content_diagnostics", "Problems in the content that was looked at last, by severity.", "severity")
	m.latency = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "hebb_answer_seconds", Help: "Time from an event to its reply having left, by kind.", Buckets: latencyBuckets}, []string{"kind"})
	m.confidence = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "hebb_confidence", Help: "How sure the best entry was of being right (0 to 1), of questions that are not private.", Buckets: confidenceBuckets})
	age := func(name, help string, of *time.Time) {
		m.metrics.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
			m.mu.Lock()
			defer m.mu.Unlock()
			if of.IsZero() {
				return 0
			}
			return m.now().Sub(*of).Seconds()
		}))
	}
	age("hebb_library_age_seconds", "Time since the library in use was taken.", &m.since)
	age("hebb_helplines_age_seconds", "Time since the day the helplines were last checked.", &m.helpline)
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "hebb_build_info", Help: "1; the version is a label.", ConstLabels: prometheus.Labels{"version": opts.Build}})
	build.Set(1)
	m.metrics.MustRegister(m.latency, m.confidence, build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, kind := range kinds { // so that each is there before the first
		m.answers.WithLabelValues(kind)
	}
	return m
}

// Answered tells that a reply of a kind left, how long after its event, and how sure its
// best entry was; a negative confidence is none.
func (m *Monitor) Answered(kind string, took time.Duration, confidence float64) {
	switch {
	case kind == "crisis", kind == "boundary", kind == "sensitive": // not all of them are private in Discord
		kind = private
	case !slices.Contains(kinds, kind):
		kind = other
	}
	m.answers.WithLabelValues(kind).Inc()
	m.latency.WithLabelValues(kind).Observe(took.Seconds())
	if confidence >= 0 && kind != private && kind != other {
		m.confidence.Observe(confidence)
	}
}

// Undelivered tells that a reply could not be delivered.
func (m *Monitor) Undelivered() { m.undelivered.Inc() }

// TurnedAway tells that somebody got no reply, and why.
func (m *Monitor) TurnedAway(why string) { m.turnedAway.WithLabelValues(why).Inc() }

// Panicked tells that a handler did.
func (m *Monitor) Panicked() { m.panics.Inc() }

// Waited tells that a message waited for Discord's rate limits.
func (m *Monitor) Waited(d time.Duration) { m.waited.Add(d.Seconds()) }

// Connected tells whether a shard is connected to the gateway.
func (m *Monitor) Connected(shard int, up bool) {
	value := 0.0
	if up {
		value = 1
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.connected.WithLabelValues(strconv.Itoa(shard)).Set(value)
	m.shards[shard] = up
}

// Held tells which shards this program answers for, of how many; none of some is a spare
// that takes over from others, and of 0 is that this is not known.
func (m *Monitor) Held(shards []int, of int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.spare, m.unsure = len(shards) == 0 && of > 0, of == 0
	for shard := range m.shards {
		if !slices.Contains(shards, shard) {
			delete(m.shards, shard)
			m.connected.DeleteLabelValues(strconv.Itoa(shard))
		}
	}
	for _, shard := range shards {
		if _, known := m.shards[shard]; !known {
			m.shards[shard] = false
			m.connected.WithLabelValues(strconv.Itoa(shard)).Set(0)
		}
	}
}

// Loaded tells of content that was looked at: the version that is served now, what was
// found, the day its helplines were checked, and why it was not taken, nil if it was.
func (m *Monitor) Loaded(version string, errors, warnings int, helplines time.Time, refused error) {
	result := "taken"
	m.mu.Lock()
	defer m.mu.Unlock()
	m.refused = ""
	if refused != nil {
		result, m.refused = "refused", refused.Error()
	}
	if version != m.library {
		m.library, m.since = version, m.now()
	}
	m.helpline = helplines
	m.reloads.WithLabelValues(result).Inc()
	m.diagnostics.WithLabelValues("error").Set(float64(errors))
	m.diagnostics.WithLabelValues("warning").Set(float64(warnings))
}

// Metrics is the page that Prometheus reads.
func (m *Monitor) Metrics() http.Handler {
	return promhttp.HandlerFor(m.metrics, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 10 * time.Second})
}

// A State is whether questions are answered, and what stands in the way.
type State struct {
	Ready   bool     `json:"ready"`
	Library string   `json:"library"` // version in use
	Shards  int      `json:"shards"`  // connected
	Of      int      `json:"of"`      // that should be
	Notes   []string `json:"notes"`   // what is wrong, whether or not it stands in the way
}

// State is how it stands now.
func (m *Monitor) State() State {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := State{Library: m.library, Of: len(m.shards), Notes: []string{}}
	for _, up := range m.shards {
		if up {
			s.Shards++
		}
	}
	s.Ready = m.library != "" && !m.unsure && (m.deaf || m.spare || s.Of > 0 && s.Shards == s.Of)
	switch {
	case m.library == "":
		s.Notes = append(s.Notes, "no library is loaded")
	case m.refused != "":
		s.Notes = append(s.Notes, "the newest content was not taken: "+m.refused+"; the version before is served")
	}
	if m.unsure {
		s.Notes = append(s.Notes, "the replicas' leases are out of reach (store.url): who may be at risk is answered, and nobody else")
	}
	if !m.deaf && !m.spare && (s.Of == 0 || s.Shards < s.Of) {
		s.Notes = append(s.Notes, fmt.Sprintf("%d of %d shards are connected to Discord", s.Shards, max(s.Of, 1)))
	}
	return s
}

package gateway

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Recommended is as many shards as Discord recommends.
const Recommended = -1

// A shard is one connection of several: Discord tells it of the servers with
// (id >> 22) % of == id, and shard 0 of direct messages as well
// (https://docs.discord.com/developers/events/gateway#sharding). All else is the
// gateway's, and shared.
type shard struct {
	*Gateway
	id, of int
	sink   Sink
	ctx    context.Context // ends when the shard is stopped
	tenure *tenure         // nil where no other replica may have it
	asked  time.Duration   // by Discord, to wait before the next try; the supervisor's alone
}

func (g *Gateway) newShard(ctx context.Context, id, of int, sink Sink) *shard {
	return &shard{Gateway: g, id: id, of: of, sink: sink, ctx: ctx}
}

// Open connects, and stays connected until Close. What trying again may mend is
// no error.
func (g *Gateway) Open(sink Sink) error {
	g.open.Lock()
	defer g.open.Unlock()
	of, err := g.count()
	if err != nil {
		return err
	}
	if g.opts.Leases != nil {
		g.kept.Go(func() { g.share(sink, of) })
		return nil
	}
	all := upTo(of)
	g.opts.OnHeld(all, of)
	for _, id := range all[1:] {
		g.kept.Go(g.newShard(g.ctx, id, of, sink).keep)
	}
	first := g.newShard(g.ctx, 0, of, sink)
	l, connected := first.begin()
	if l == nil {
		select {
		case err := <-g.lost:
			return err
		default:
			return errClosed
		}
	}
	g.kept.Go(func() { first.keepConnected(l, connected) })
	return nil
}

// count is how many shards there are to be.
func (g *Gateway) count() (int, error) {
	if g.opts.Shards != Recommended {
		return g.opts.Shards, nil
	}
	for tries := 0; ; tries++ {
		where, err := g.directory.ask(g, g.ctx)
		switch {
		case err == nil:
			return max(where.Shards, 1), nil
		case errors.Is(err, errClosed), errors.As(refused(err), new(forGood)):
			return 0, refused(err)
		}
		g.tell("ask Discord how many shards there shall be: " + refused(err).Error() + "; it is tried again")
		if !g.waitFor(g.ctx, jitter(g.opts.Pace.First, g.opts.Pace.Most, tries)) {
			return 0, errClosed
		}
	}
}

// keep is begin and all that follows.
func (sh *shard) keep() {
	l, connected := sh.begin()
	sh.keepConnected(l, connected)
}

// begin tries for the first time; see again.
func (sh *shard) begin() (l *line, connected bool) {
	if sh.ctx.Err() != nil {
		return nil, false
	}
	l, err := sh.newLine()
	if err != nil {
		sh.loseAll(err)
		return nil, false
	}
	return sh.again(l)
}

// hears is whose events are this program's to answer.
func (sh *shard) hears() Audience {
	if sh.tenure == nil {
		return Everybody
	}
	return sh.tenure.hears(sh.opts.Now())
}

// loseAll ends all shards: what one cannot mend none can.
func (g *Gateway) loseAll(err error) {
	select {
	case g.lost <- err:
	default: // the first is told
	}
}

// name is how a shard is called in the log.
func (sh *shard) name() string {
	if sh.of == 1 {
		return ""
	}
	return fmt.Sprintf("shard %d of %d: ", sh.id, sh.of)
}

// Leads reports whether the commands are to be registered here: among replicas that share a
// gateway, one does. OnReady comes again when that changes.
func (g *Gateway) Leads() bool {
	if g.opts.Leases == nil {
		return true
	}
	until := g.leads.Load()
	return until != nil && g.opts.Now().Before(*until)
}

// Lost gives one error if the connection is gone and there is no use in trying again.
func (g *Gateway) Lost() <-chan error { return g.lost }

// Close disconnects all shards at once. It is called once. It takes a second, for which
// discordgo sleeps after its goodbye (research A.2 #11).
func (g *Gateway) Close() error {
	g.stop()
	g.open.Lock() // Open notices
	defer g.open.Unlock()
	g.kept.Wait()
	return nil
}

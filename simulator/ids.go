package simulator

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// discordEpoch is the first millisecond of 2015, from which snowflakes count.
const discordEpoch = 1420070400000

// snowflakes hands out Discord ids: milliseconds since 2015 in the upper 42 bits
// and a counter below, always increasing.
type snowflakes struct{ last uint64 }

func (f *snowflakes) next(now time.Time) string {
	f.last = max(f.last+1, milliseconds(now)<<22)
	return strconv.FormatUint(f.last, 10)
}

// nextMillisecond is next, with a timestamp of its own. Guilds need it: their
// shard is (id>>22)%n (B), and guilds made in one test would share a millisecond.
func (f *snowflakes) nextMillisecond(now time.Time) string {
	f.last = max((f.last>>22+1)<<22, milliseconds(now)<<22)
	return strconv.FormatUint(f.last, 10)
}

func milliseconds(t time.Time) uint64 { return uint64(t.UnixMilli() - discordEpoch) }

// secret derives an opaque token; the same in every run, so that logs compare.
func secret(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// shardOf is Discord's formula (B, sharding); id "" is a direct message.
func shardOf(guildID string, shards int) int {
	if guildID == "" || shards < 2 {
		return 0
	}
	n, err := strconv.ParseUint(guildID, 10, 64)
	if err != nil {
		return 0
	}
	return int((n >> 22) % uint64(shards))
}

package bot

import (
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/sirupsen/logrus"
)

// A call is old, or from the future, beyond maxSkew: then it is refused, so that one who
// has recorded a call cannot play it for ever. Beyond tellSkew the operator is told.
const (
	maxSkew  = 5 * time.Minute
	tellSkew = time.Minute
)

// A verifier tells Discord's calls from everybody else's. discordgo's own reads without
// a limit, knows no window and panics over a key of another length (research A.1).
type verifier struct {
	key  ed25519.PublicKey
	now  func() time.Time
	seen *calls
	told *sync.Once // that the clocks differ
}

func newVerifier(publicKey string) (verifier, error) {
	key, err := hex.DecodeString(publicKey)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return verifier{}, fmt.Errorf("interactions over HTTP need the application's public key, %d hexadecimal digits: the developer portal shows it under \"General Information\"", 2*ed25519.PublicKeySize)
	}
	return verifier{key, time.Now, &calls{}, &sync.Once{}}, nil
}

// A signature is the headers that Discord signs a call with.
type signature struct {
	sum       []byte
	timestamp string // part of what is signed, as it stands
	at        time.Time
}

// signatureOf reads the headers; ok is false if they cannot be those of any call.
func signatureOf(h http.Header) (s signature, ok bool) {
	sums, times := h.Values("X-Signature-Ed25519"), h.Values("X-Signature-Timestamp")
	if len(sums) != 1 || len(times) != 1 {
		return s, false
	}
	sum, err := hex.DecodeString(sums[0])
	if err != nil || len(sum) != ed25519.SignatureSize {
		return s, false
	}
	seconds, err := strconv.ParseUint(times[0], 10, 40) // 40 bits last for 34,000 years
	if err != nil {
		return s, false
	}
	return signature{sum, times[0], time.Unix(int64(seconds), 0)}, true
}

// genuine reports that Discord made the call, now. Only what has a valid signature can
// make the log tell of clocks.
func (v verifier) genuine(s signature, body []byte, log *logrus.Logger) bool {
	if !ed25519.Verify(v.key, append([]byte(s.timestamp), body...), s.sum) {
		return false
	}
	skew := v.now().Sub(s.at)
	if skew.Abs() > tellSkew {
		v.told.Do(func() { log.Warn(skewText(skew)) })
	}
	return skew.Abs() <= maxSkew
}

func skewText(skew time.Duration) string {
	way := "ahead of"
	if skew < 0 {
		way = "behind"
	}
	return fmt.Sprintf("this machine's clock is %s %s Discord's: set it, for example with NTP. Interactions over HTTP are refused beyond %s. "+
		"If the clock is right, somebody sends old calls again, and they are refused", skew.Abs().Round(time.Second), way, maxSkew)
}

// calls remembers the ids of interactions for as long as their calls would be taken: in
// two halves, of which the older is forgotten when the newer is full or old enough. It
// holds no id of a person.
type calls struct {
	mu           sync.Mutex
	newer, older map[string]struct{}
	since        time.Time // the newer half began
}

// maxIDs is the most ids in a half: those of a hundred calls a second. Beyond it the
// oldest are forgotten early.
const maxIDs = 60_000

// again reports whether an interaction was brought before, and remembers it.
func (c *calls) again(id string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.newer == nil || len(c.newer) >= maxIDs || now.Sub(c.since) > 2*maxSkew {
		c.older, c.newer, c.since = c.newer, map[string]struct{}{}, now
	}
	_, new := c.newer[id]
	_, old := c.older[id]
	c.newer[id] = struct{}{}
	return new || old
}

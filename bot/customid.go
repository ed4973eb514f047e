package bot

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/hebb-bot/hebb/responses/triage"
)

// The state of a button or menu stands in its custom id, "h1:KIND:VALUE", so that
// it works after a restart and on any replica. h1 is the version: an id of
// another one is stale and says so. A custom id comes from outside, and anybody
// may send any: it is read as hostile input, and what it names is looked up.
const idVersion = "h1"

// The kinds of custom id.
const (
	pickEntry   = "e" // VALUE: entry id; or a menu whose values are entry ids
	pickOffered = "o" // VALUE: a hash of what was asked, and the entry id that was offered for it
	pickTopic   = "t" // a menu whose values are topic ids
	turnPage    = "p" // VALUE: page of the topics
	openSealed  = "s" // VALUE: a sealed private reply

	openMore     = "m" // VALUE: entry id, as in all that follow
	openSources  = "q"
	shareEntry   = "r"
	sayHelped    = "y"
	sayNotHelped = "n"
	sayReason    = "w" // a menu whose values are reasons
	deleteAnswer = "d" // VALUE: the mark of who asked

	openFurther = "f" // VALUE: what to know further after a crisis reply, and the country's code
	pickCountry = "c" // a menu whose values are countries' codes

	pickSetting = "g" // VALUE: an act of the panel of settings and what it acts on
	askCheckIn  = "k" // a member at risk asks a moderator to check in

	onLibrary = "l" // VALUE: an act of moderators on the library and what it acts on
)

// maxCustomID is Discord's limit, in characters; ours are ASCII.
const maxCustomID = 100

func customID(kind, value string) string { return idVersion + ":" + kind + ":" + value }

// parseCustomID parts a custom id; ok is false for one that this version never
// made.
func parseCustomID(id string) (kind, value string, ok bool) {
	parts := strings.SplitN(id, ":", 3)
	if len(parts) != 3 || parts[0] != idVersion || len(id) > maxCustomID {
		return "", "", false
	}
	return parts[1], parts[2], true
}

// A sealer hides what a private reply is about from everybody who looks at the
// button: ids of all of them look alike. The key is made from the token, so it is
// the same after a restart and on every replica, and nothing is stored.
type sealer struct {
	aead cipher.AEAD
	key  [sha256.Size]byte
}

func newSealer(secret string) sealer {
	key := sha256.Sum256([]byte("hebb private reply\x00" + secret))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // the key has the right length
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // AES has the right block size
	}
	return sealer{aead, sha256.Sum256([]byte("hebb mark\x00" + secret))}
}

// What is sealed: a verdict, for whom it is, up to two entries, as hashes of their ids,
// and a language of two letters. All of them have the same length.
const sealedLength = 1 + 1 + 8 + 4 + 4 + 2

// seal hides a verdict, the entries to lead to, and for whom it is. user is a
// Discord id.
func (s sealer) seal(v triage.Verdict, entries []string, user string) string {
	plain := make([]byte, sealedLength)
	plain[0] = byte(slices.Index(triage.Categories(), v.Category))
	if v.Minor {
		plain[1] = 1
	}
	id, _ := strconv.ParseUint(user, 10, 64) // an id that is no number is nobody's: the button then opens support
	binary.BigEndian.PutUint64(plain[2:], id)
	for i, e := range entries[:min(2, len(entries))] {
		binary.BigEndian.PutUint32(plain[10+4*i:], entryHash(e))
	}
	copy(plain[18:], v.Language)
	nonce := make([]byte, s.aead.NonceSize())
	rand.Read(nonce) // never fails, see its documentation
	return base64.RawURLEncoding.EncodeToString(s.aead.Seal(nonce, nonce, plain, nil))
}

// open reads what was sealed; ok is false if it was not sealed here or is for
// somebody else. entries are hashes, 0 for none.
func (s sealer) open(sealed, user string) (v triage.Verdict, entries [2]uint32, ok bool) {
	data, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(data) < s.aead.NonceSize() {
		return v, entries, false
	}
	n := s.aead.NonceSize()
	plain, err := s.aead.Open(nil, data[:n], data[n:], nil)
	if err != nil || len(plain) != sealedLength || int(plain[0]) >= len(triage.Categories()) {
		return v, entries, false
	}
	id, err := strconv.ParseUint(user, 10, 64)
	if err != nil || id != binary.BigEndian.Uint64(plain[2:]) {
		return v, entries, false
	}
	entries = [2]uint32{binary.BigEndian.Uint32(plain[10:]), binary.BigEndian.Uint32(plain[14:])}
	language := strings.TrimRight(string(plain[18:]), "\x00")
	return triage.Verdict{Category: triage.Categories()[plain[0]], Minor: plain[1] == 1, Language: language}, entries, true
}

// entryHash is a short name of an entry, for a custom id that has no room for it.
func entryHash(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32()
}

// mark is a short sign for something that is known again but cannot be read out of it,
// as who asked. 16 bytes of an HMAC (RFC 2104) under a key made from the token.
func (s sealer) mark(of string) string {
	h := hmac.New(sha256.New, s.key[:])
	h.Write([]byte(of))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}

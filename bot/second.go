package bot

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"strconv"
)

// forSecond keeps what is sealed here apart from what else is sealed with the same key.
var forSecond = []byte("a second moderator")

// hideFor seals who pressed first, and the mark of what they want done, for a button that
// only somebody else may press. user is a Discord id.
func (s sealer) hideFor(user, mark string) string {
	id, _ := strconv.ParseUint(user, 10, 64)
	plain := append(binary.BigEndian.AppendUint64(nil, id), mark...)
	nonce := make([]byte, s.aead.NonceSize())
	rand.Read(nonce) // never fails, see its documentation
	return base64.RawURLEncoding.EncodeToString(s.aead.Seal(nonce, nonce, plain, forSecond))
}

// hidden reads it; ok is false for what was not sealed here.
func (s sealer) hidden(sealed string) (user, mark string, ok bool) {
	data, err := base64.RawURLEncoding.DecodeString(sealed)
	n := s.aead.NonceSize()
	if err != nil || len(data) < n {
		return "", "", false
	}
	plain, err := s.aead.Open(nil, data[:n], data[n:], forSecond)
	if err != nil || len(plain) < 8 {
		return "", "", false
	}
	return strconv.FormatUint(binary.BigEndian.Uint64(plain), 10), string(plain[8:]), true
}

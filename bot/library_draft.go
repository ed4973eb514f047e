package bot

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge/worktree"
)

// Drafts keeps edits until they are published or discarded, so that they survive a restart
// and every replica has them. The real one is in package store. Whose they are it is never
// told.
type Drafts interface {
	KeepDraft(ctx context.Context, d store.Draft) error
	// Draft fails with store.ErrNoDraft where there is none, or it is too old at now.
	Draft(ctx context.Context, id string, now time.Time) (store.Draft, error)
	DropDraft(ctx context.Context, id string) error
}

var _ Drafts = (*store.DB)(nil)

// A proposal is what the buttons of a draft carry, sealed: the draft, who proposed it, and
// who agreed with it first where two have to. Users are Discord's ids; 0 is nobody. Each
// press that counts is that of somebody else than those who are named in it, and is what
// names them next: however old buttons are pressed or copied, nobody counts twice.
type proposal struct{ draft, by, agreed uint64 }

const proposalLength = 3 * 8

// forProposals keeps what else is sealed from being taken for a proposal.
var forProposals = []byte("proposal")

// sealProposal hides who is named.
func (s sealer) sealProposal(p proposal) string {
	plain := make([]byte, 0, proposalLength)
	for _, n := range []uint64{p.draft, p.by, p.agreed} {
		plain = binary.BigEndian.AppendUint64(plain, n)
	}
	nonce := make([]byte, s.aead.NonceSize())
	rand.Read(nonce) // never fails, see its documentation
	return base64.RawURLEncoding.EncodeToString(s.aead.Seal(nonce, nonce, plain, forProposals))
}

// openProposal reads what was sealed; ok is false if it was not sealed here.
func (s sealer) openProposal(sealed string) (p proposal, ok bool) {
	data, err := base64.RawURLEncoding.DecodeString(sealed)
	n := s.aead.NonceSize()
	if err != nil || len(data) < n {
		return proposal{}, false
	}
	plain, err := s.aead.Open(nil, data[:n], data[n:], forProposals)
	if err != nil || len(plain) != proposalLength {
		return proposal{}, false
	}
	return proposal{binary.BigEndian.Uint64(plain), binary.BigEndian.Uint64(plain[8:]), binary.BigEndian.Uint64(plain[16:])}, true
}

// id is the draft's id in the store.
func (p proposal) id() string { return fmt.Sprintf("%016x", p.draft) }

// proposed is the proposal of a draft that was made just now.
func proposed(d store.Draft, i interaction) proposal {
	n, _ := strconv.ParseUint(d.ID, 16, 64) // it was made here
	return proposal{draft: n, by: userNumber(i)}
}

// userNumber is who acts, 0 for an id that is no number: it is never taken for anybody.
func userNumber(i interaction) uint64 {
	n, _ := strconv.ParseUint(i.User, 10, 64)
	return n
}

// keep keeps a draft and goes on with it. If it cannot be kept, what was typed is shown.
func (b *Bot) keep(ctx context.Context, i interaction, d store.Draft, typed string, then func(store.Draft, proposal) view) view {
	var id [8]byte
	rand.Read(id[:]) // never fails, see its documentation
	d.ID, d.Created = hex.EncodeToString(id[:]), b.now()
	saving, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	if err := b.Drafts.KeepDraft(saving, d); err != nil {
		b.Log.Errorf("a draft not kept: %v", err)
		return b.echoing("library-not-kept", typed)
	}
	return then(d, proposed(d, i))
}

// onDraft does something with the draft that a button carries.
func (b *Bot) onDraft(ctx context.Context, sealed string, do func(proposal, store.Draft) view) view {
	if v, cannot := b.cannotEdit(); cannot {
		return v
	}
	p, ok := b.seal.openProposal(sealed)
	if !ok {
		return b.note("library-unknown")
	}
	reading, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	d, err := b.Drafts.Draft(reading, p.id(), b.now())
	switch {
	case errors.Is(err, store.ErrNoDraft):
		return b.note("library-draft-gone")
	case err != nil:
		b.Log.Errorf("a draft not read: %v", err)
		return b.note("library-draft-unreadable")
	}
	return do(p, d)
}

// dropDraft drops a draft that is done with. One that stays is dropped when it is old.
func (b *Bot) dropDraft(ctx context.Context, d store.Draft) error {
	dropping, cancel := context.WithTimeout(ctx, saveTime)
	defer cancel()
	err := b.Drafts.DropDraft(dropping, d.ID)
	if err != nil {
		b.Log.Errorf("a draft not dropped: %v", err)
	}
	return err
}

// changesOf is what a draft changes.
func changesOf(d store.Draft) []worktree.Change {
	var out []worktree.Change
	for _, f := range d.Files {
		out = append(out, worktree.Change{Path: f.Path, Base: f.Base, Text: f.Text})
	}
	return out
}

// echoing is a note that gives back what was typed.
func (b *Bot) echoing(label, typed string) view {
	v := b.note(label)
	if strings.TrimSpace(typed) != "" {
		v.Embeds = append(v.Embeds, &discordgo.MessageEmbed{Description: codeBlock("", strings.Split(typed, "\n"), maxDescription)})
	}
	return v
}

// codeBlock is lines as they are, as many of them as fit.
func codeBlock(language string, lines []string, most int) string {
	var text strings.Builder
	left := most - len("```\n…\n```") - len(language)
	for _, line := range lines {
		line = strings.ReplaceAll(line, "```", "'''") + "\n"
		if n := len([]rune(line)); n > left {
			text.WriteString(clip(line, max(1, left)) + "…\n")
			break
		}
		left -= len([]rune(line))
		text.WriteString(line)
	}
	return "```" + language + "\n" + strings.TrimRight(text.String(), "\n") + "\n```"
}

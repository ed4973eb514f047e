package worktree

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/storer"
	"github.com/go-git/go-git/v5/storage"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Bounds of what a remote sends. go-git knows none: it writes to the disk whatever comes, and
// unpacks each object in memory, where ten kilobytes can become ten megabytes.
const (
	maxClone    = 512 << 20 // bytes of a clone on the disk: a thousand times the shipped library's
	maxObject   = 32 << 20  // bytes of a file, whatever it is, of any commit
	maxUnpacked = 4 << 30   // bytes of all that comes at once: a few seconds of one core
)

var (
	errCloneTooLarge = fmt.Errorf("the clone would take more than %d MB: serve a smaller repository; if it has shrunk, delete the clone's folder", maxClone>>20)
	errPackTooLarge  = fmt.Errorf("it holds a file of more than %d MB, or more than %d GB of files: content has a repository of its own", maxObject>>20, maxUnpacked>>30)
)

// packs is where git keeps what was sent.
const packs = "objects/pack"

// A bounded store takes from a remote what has room in the clone and was looked at.
type bounded struct {
	storage.Storer
	own  *filesystem.Storage
	left int64 // bytes
}

// boundedStore is a clone's store for a fetch. What an earlier one left when it was cut short
// is taken away.
func boundedStore(of storage.Storer, room int64) (bounded, error) {
	own, ok := of.(*filesystem.Storage)
	if !ok {
		return bounded{}, fmt.Errorf("the clone is kept in %T", of)
	}
	b := bounded{of, own, room}
	files, err := own.Filesystem().ReadDir(packs)
	if err != nil {
		return b, fmt.Errorf("look at the clone: %w", err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), "tmp_") {
			if err := own.Filesystem().Remove(path.Join(packs, f.Name())); err != nil {
				return b, fmt.Errorf("tidy the clone: %w", err)
			}
			continue
		}
		b.left -= f.Size()
	}
	return b, nil
}

// PackfileWriter implements storer.PackfileWriter.
func (b bounded) PackfileWriter() (io.WriteCloser, error) {
	f, err := b.own.Filesystem().TempFile(packs, "tmp_hebb_")
	if err != nil {
		return nil, err
	}
	return &incoming{into: b.own, laid: f, left: b.left, drop: func() error {
		return errors.Join(f.Close(), b.own.Filesystem().Remove(f.Name()))
	}}, nil
}

// An incoming is what a remote sends, laid aside until all of it was looked at.
type incoming struct {
	into storer.PackfileWriter
	laid io.ReadWriteSeeker
	left int64
	size int64
	drop func() error
}

func (i *incoming) Write(data []byte) (int, error) {
	if i.size += int64(len(data)); i.size > i.left {
		return 0, errCloneTooLarge
	}
	return i.laid.Write(data)
}

// Close takes what was laid into the clone, if it is whole and within the bounds.
func (i *incoming) Close() error {
	if i.size == 0 || i.size > i.left { // told by Write
		return i.drop()
	}
	err := i.take()
	return errors.Join(err, i.drop())
}

func (i *incoming) take() error {
	if _, err := i.laid.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := look(i.laid); err != nil {
		return err
	}
	if _, err := i.laid.Seek(0, io.SeekStart); err != nil {
		return err
	}
	w, err := i.into.PackfileWriter()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, i.laid)
	return errors.Join(err, w.Close())
}

// look unpacks a pack, keeping nothing, and refuses one with more in it than there may be. A
// difference to another object says how large what comes of it is; go-git holds it to that.
func look(pack io.Reader) error {
	s := packfile.NewScanner(pack)
	_, count, err := s.Header()
	if err != nil {
		return err
	}
	for total := int64(0); count > 0; count-- {
		h, err := s.NextObjectHeader()
		if err != nil {
			return err
		}
		size := h.Length
		if h.Type.IsDelta() && size <= maxObject {
			size, err = becomes(s)
			if err != nil {
				return err
			}
		}
		if total += max(size, h.Length); max(size, h.Length) > maxObject || total < 0 || total > maxUnpacked {
			return errPackTooLarge
		}
	}
	return nil
}

// becomes reads the difference that is next, and tells how large its result is.
func becomes(s *packfile.Scanner) (int64, error) {
	var head prefix
	if _, _, err := s.NextObject(&head); err != nil {
		return 0, err
	}
	r := bufio.NewReader(strings.NewReader(string(head)))
	if _, err := binary.ReadUvarint(r); err != nil { // of what it is made from
		return 0, fmt.Errorf("read a difference: %w", err)
	}
	size, err := binary.ReadUvarint(r)
	if err != nil || size > maxUnpacked {
		return 0, errPackTooLarge
	}
	return int64(size), nil
}

// A prefix keeps the beginning of what is written to it.
type prefix []byte

func (p *prefix) Write(data []byte) (int, error) {
	if room := 2*binary.MaxVarintLen64 - len(*p); room > 0 {
		*p = append(*p, data[:min(room, len(data))]...)
	}
	return len(data), nil
}

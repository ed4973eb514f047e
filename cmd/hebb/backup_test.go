package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // to make a store of a newer Hebb

	"database/sql"

	"github.com/hebb-bot/hebb/bot/store"
	"github.com/hebb-bot/hebb/knowledge"
)

// asProgram is the program as a process, which can be killed, in a folder.
func asProgram(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Args = append([]string{"hebb"}, args...) // see TestMain
	c.Dir = dir
	c.Env = append(os.Environ(), "HEBB_STORE_PATH=hebb.db", "HEBB_CONTENT_DIR=library")
	return c
}

// kept is a folder with a store, of which db is open, and a content folder.
func kept(t *testing.T) (dir string, db *store.DB) {
	t.Helper()
	dir = t.TempDir()
	if _, err := writeContent(filepath.Join(dir, "library")); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), filepath.Join(dir, "hebb.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return dir, db
}

// TestBackupWhileWritten: what a backup holds is of one moment, though the store and the
// content are changed while it is made.
func TestBackupWhileWritten(t *testing.T) {
	dir, db := kept(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	written := make(chan error, 1)
	go func() {
		var err error
		for n := byte('a'); ctx.Err() == nil && err == nil; n = 'a' + (n-'a'+1)%26 {
			_, err = db.ChangeGuild(context.Background(), "10", func(g *store.Guild) { // both or neither
				g.LogChannel, g.ModeratorRole = string(n), string(n)
			})
		}
		written <- err
	}()
	for round := range 3 {
		name := filepath.Join(dir, string('1'+rune(round))+".tar")
		if out, err := asProgram(t, dir, "backup", name).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		to := t.TempDir()
		if out, err := asProgram(t, to, "restore", name).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		again, err := store.Open(t.Context(), filepath.Join(to, "hebb.db"))
		if err != nil {
			t.Fatal(err)
		}
		g, err := again.Guild(t.Context(), "10")
		if err != nil || g.LogChannel == "" || g.LogChannel != g.ModeratorRole {
			t.Errorf("round %d: %+v, error %v", round, g, err)
		}
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
	cancel()
	if err := <-written; err != nil {
		t.Errorf("the backup was in the way of Hebb: %v", err)
	}
}

// TestBackupKilled: a backup that is killed once it began to write leaves no file under the
// name, or a whole one, and the next works.
func TestBackupKilled(t *testing.T) {
	oneAfterAnother(t)
	dir, _ := kept(t)
	whole := 0
	for range 5 {
		c := asProgram(t, dir, "backup", "b.tar")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() { _ = c.Wait(); close(ended) }()
		for begun := false; !begun; {
			select {
			case <-ended:
				begun = true
			default:
				parts, _ := filepath.Glob(filepath.Join(dir, ".b.tar.*"))
				begun = len(parts) > 0
			}
		}
		_ = c.Process.Kill()
		<-ended
		data, err := os.ReadFile(filepath.Join(dir, "b.tar"))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		whole++
		nothing := func(io.Reader) error { return nil }
		if err := unpack(bytes.NewReader(data), nothing, func(string, io.Reader) error { return nil }); err != nil {
			t.Errorf("half a backup: %v", err)
		}
		if err := os.Remove(filepath.Join(dir, "b.tar")); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of 5 were whole before they were killed", whole)
	if out, err := asProgram(t, dir, "backup", "b.tar").CombinedOutput(); err != nil {
		t.Errorf("after them: %v\n%s", err, out)
	}
}

// TestRestoreKilled: a restore that is killed while it reads has put nothing in place, and the
// next one does not trip over what it left.
func TestRestoreKilled(t *testing.T) {
	oneAfterAnother(t)
	dir, _ := kept(t)
	var archive, stderr bytes.Buffer
	backup := asProgram(t, dir, "backup", "-")
	backup.Stdout, backup.Stderr = &archive, &stderr
	if err := backup.Run(); err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	to := t.TempDir()
	for _, part := range []int{0, 600, archive.Len() / 3, archive.Len() * 2 / 3} {
		c := asProgram(t, to, "restore", "-")
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write(archive.Bytes()[:part]); err != nil { // returns when all but a pipe's buffer is read
			t.Fatal(err)
		}
		_ = c.Process.Kill()
		_ = c.Wait()
		if _, err := os.Stat(filepath.Join(to, "hebb.db")); err == nil {
			t.Errorf("killed after %d bytes: there is a store", part)
		}
		if all, _ := filepath.Glob(filepath.Join(to, "library", "[a-z]*")); len(all) > 0 {
			t.Errorf("killed after %d bytes: there is %v", part, all)
		}
	}
	c := asProgram(t, to, "restore", "-")
	c.Stdin = &archive
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("after them: %v\n%s", err, out)
	}
	if left, _ := filepath.Glob(filepath.Join(to, "*"+restoring+"*")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// TestRestoreRefuses what a newer Hebb has made, and what is damaged.
func TestRestoreRefuses(t *testing.T) {
	dir, db := kept(t)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "hebb.db")
	newer, err := sql.Open("sqlite", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newer.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`); err != nil {
		t.Fatal(err)
	}
	if err := newer.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(data)
	for n := 4096; n < len(damaged); n++ {
		damaged[n] ^= 0x5a
	}
	for want, data := range map[string][]byte{"is of a newer Hebb (version 999": data, "is damaged": damaged, "is not a SQLite database": []byte(strings.Repeat("x", 4096))} {
		to := t.TempDir()
		c := asProgram(t, to, "restore", "-")
		c.Stdin = bytes.NewReader(archiveOf(t, tar.Header{Name: storeInBackup, Typeflag: tar.TypeReg}, data))
		out, err := c.CombinedOutput()
		if err == nil || !strings.Contains(string(out), want) {
			t.Errorf("want %q, got %s, error %v", want, out, err)
		}
		if left, _ := os.ReadDir(to); len(left) > 0 {
			t.Errorf("%s: left %v", want, left)
		}
	}
}

// TestUnpackBounds: what no backup can hold is refused before any of it is laid.
func TestUnpackBounds(t *testing.T) {
	large := func(name string, size int64) []byte { // its header alone: nothing else should be read
		var out bytes.Buffer
		if err := tar.NewWriter(&out).WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeReg, Size: size}); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	var many bytes.Buffer
	w := tar.NewWriter(&many)
	for n := range knowledge.MaxFiles + 2 {
		if err := w.WriteHeader(&tar.Header{Name: fmt.Sprintf("content/en/t%d.md", n), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
	}
	for name, tt := range map[string]struct {
		archive []byte
		laid    int
	}{
		"a large store":  {large(storeInBackup, maxStoreInBackup+1), 0},
		"a large folder": {large(contentInBackup+"en/a.md", knowledge.MaxBytes+1), 0},
		"many files":     {many.Bytes(), knowledge.MaxFiles + 1},
		"a link":         {archiveOf(t, tar.Header{Name: contentInBackup + "en/a.md", Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, nil), 0},
		"a way out":      {archiveOf(t, tar.Header{Name: contentInBackup + "../a.md", Typeflag: tar.TypeReg}, nil), 0},
	} {
		laid := 0
		err := unpack(bytes.NewReader(tt.archive), func(io.Reader) error { laid++; return nil }, func(string, io.Reader) error { laid++; return nil })
		if !errors.Is(err, errNoBackup) || laid != tt.laid {
			t.Errorf("%s: %d laid, error %v", name, laid, err)
		}
	}
}

// archiveOf is a tar file with one thing in it.
func archiveOf(t testing.TB, h tar.Header, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	h.Size = int64(len(data))
	if err := w.WriteHeader(&h); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzUnpack reads backups that anybody may have made: nothing is laid outside of the content
// folder, nothing twice, and never more than there may be.
func FuzzUnpack(f *testing.F) {
	for _, name := range []string{"hebb.db", "content/en/a.md", "content/../x", "content//x", "/etc/passwd", "content/en/.git/x", "content/.restoring", "content/a/b/c"} {
		f.Add(archiveOf(f, tar.Header{Name: name, Typeflag: tar.TypeReg}, []byte("x")))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		seen, total := map[string]bool{}, 0
		lay := func(name string, from io.Reader) error {
			read, err := io.ReadAll(from)
			total += len(read)
			if seen[name] || strings.HasPrefix(name, "/") || strings.Contains(name, "..") && strings.Contains("/"+name+"/", "/../") || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") || strings.Count(name, "/") > 1 {
				t.Errorf("laid: %q", name)
			}
			seen[name] = true
			return err
		}
		database := false
		err := unpack(bytes.NewReader(data), func(from io.Reader) error { database = true; return lay("hebb.db", from) }, func(name string, from io.Reader) error { return lay(name, from) })
		if err == nil && !database {
			t.Error("a backup without a store was taken")
		}
		if total > len(data) {
			t.Errorf("%d bytes out of %d", total, len(data))
		}
	})
}

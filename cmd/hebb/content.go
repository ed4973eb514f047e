package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hebb-bot/hebb/config"
	"github.com/hebb-bot/hebb/knowledge/content"
)

// contentCommand writes the embedded library where it can be edited.
type contentCommand struct {
	Dir string `arg:"" help:"Folder to write to; it must be empty or not exist." type:"path"`
}

// Run writes the files and says what to do with them.
func (c *contentCommand) Run(sys system, _ config.Config) error {
	entries, err := os.ReadDir(c.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write content: %w", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("write content: %s is not empty, and nothing in it is overwritten; name a new folder", c.Dir)
	}
	n, err := writeContent(c.Dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(sys.stdout, "%s written to %s. Edit them, then:\n  hebb check %s\n  hebb ask --content %s \"what is depression?\"\nHow to write them: docs/content.md.\n", count(n, "file"), c.Dir, c.Dir, c.Dir)
	return nil
}

// writeContent writes the embedded library to a folder and returns how many files it is.
func writeContent(dir string) (int, error) {
	n := 0
	err := fs.WalkDir(content.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(path))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if filepath.Ext(path) == ".go" {
			return nil
		}
		data, err := fs.ReadFile(content.FS, path)
		if err != nil {
			return err
		}
		n++
		return os.WriteFile(target, data, 0o644)
	})
	if err != nil {
		return 0, fmt.Errorf("write content: %w", err)
	}
	return n, nil
}

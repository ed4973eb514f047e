package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"testing"
	"time"
)

// TestTheLogCannotBeWritten has the program write its log, and all else that it prints, to a
// disk that is full, to a reader who is gone, and to one who does not read on. It answers, to
// more questions than the reader's pipe has room for lines, and ends as it should.
func TestTheLogCannotBeWritten(t *testing.T) {
	oneAfterAnother(t)
	t.Parallel()
	if testing.Short() {
		t.Skip("three processes")
	}
	for _, tt := range []struct {
		name string
		to   func(t *testing.T) *os.File
	}{
		{"the disk is full", func(t *testing.T) *os.File {
			full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
			if err != nil {
				t.Skip("there is no /dev/full here: ", err)
			}
			return full
		}},
		{"the reader is gone", func(t *testing.T) *os.File {
			r, w := pipe(t)
			_ = r.Close()
			return w
		}},
		{"the reader hangs", func(t *testing.T) *os.File {
			_, w := pipe(t)
			stuff(t, w)
			return w
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newChild(t)
			c.out = tt.to(t)
			c.start("HEBB_STORE_PATH=", "HEBB_CONTENT_DIR="+smallLibrary(t))
			for n := range 20 {
				who := c.general.Guild().AddMember(fmt.Sprint("member ", n))
				c.asks(who, "what is depression?", "Depression")
				c.asks(who, "I want to kill myself", "People you can reach")
			}
			c.stop()
		})
	}
}

// pipe is one that both ends are closed of when the test is over.
func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close(); _ = w.Close() })
	return r, w
}

// stuff fills a pipe up, so that whoever writes to it next waits.
func stuff(t *testing.T, w *os.File) {
	t.Helper()
	if err := w.SetWriteDeadline(time.Now().Add(100 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	for n := 1 << 16; n > 0; n /= 2 {
		for err := error(nil); err == nil; {
			_, err = w.Write(make([]byte, n))
		}
	}
}

// TestOutlet writes everything in its order as long as there is room; what there is none for is
// counted, and the log says so.
func TestOutlet(t *testing.T) {
	r, w := io.Pipe()
	o := newOutlet(w)
	const more = 10
	for n := range mostUnwritten + more {
		fmt.Fprintln(o, n) // nobody reads yet
	}
	lines := bufio.NewScanner(r)
	go func() { o.Close(); _ = w.Close() }()
	var told string
	last := -1
	for lines.Scan() {
		if n, err := strconv.Atoi(lines.Text()); err != nil {
			told = lines.Text()
		} else if n <= last {
			t.Errorf("%d comes after %d", n, last)
		} else {
			last = n
		}
	}
	if last < mostUnwritten-1 || last > mostUnwritten { // one is with the reader
		t.Errorf("the last is %d", last)
	}
	if want := fmt.Sprintf("hebb: %d lines of the log are lost, as it could not be written fast enough: look at what reads it", mostUnwritten+more-1-last); told != want {
		t.Errorf("it says %q, want %q", told, want)
	}
}

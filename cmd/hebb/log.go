package main

import (
	"fmt"
	"io"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// An outlet stands before what the program prints to, so that nobody who prints waits: for a
// pipe whose reader hangs, as the log of a container may, or a disk that does. What finds no
// room is lost, and counted; what cannot be written is lost too. Answers come first.
type outlet struct {
	to    io.Writer
	texts chan []byte
	lost  atomic.Int64
	ended chan struct{} // closed by Close
	done  chan struct{} // closed when all is written
}

const (
	mostUnwritten = 1024        // texts that wait: some hundred kilobytes, and a minute of a busy bot
	lastWords     = time.Second // the end waits so long for them
)

func newOutlet(to io.Writer) *outlet {
	o := &outlet{to: to, texts: make(chan []byte, mostUnwritten), ended: make(chan struct{}), done: make(chan struct{})}
	go o.write()
	return o
}

// Write implements io.Writer. It never fails: nobody could be told.
func (o *outlet) Write(text []byte) (int, error) {
	select {
	case o.texts <- append([]byte(nil), text...):
	default:
		o.lost.Add(1)
	}
	return len(text), nil
}

// Close writes what waits, if that can be done in a second. It is called once.
func (o *outlet) Close() {
	close(o.ended)
	select {
	case <-o.done:
	case <-time.After(lastWords):
	}
}

func (o *outlet) write() {
	defer close(o.done)
	for {
		select {
		case text := <-o.texts:
			o.put(text)
			continue
		default:
		}
		select {
		case text := <-o.texts:
			o.put(text)
		case <-o.ended:
			return
		}
	}
}

// put writes a text, and before it how many are missing.
func (o *outlet) put(text []byte) {
	if n := o.lost.Swap(0); n > 0 {
		fmt.Fprintf(o.to, "hebb: %d lines of the log are lost, as it could not be written fast enough: look at what reads it\n", n)
	}
	_, _ = o.to.Write(text)
}

// patient is a system that no line can hold up, or end the program: a pipe without a reader
// is a signal that does so otherwise. written ends it.
func (sys system) patient() (_ system, written func()) {
	signal.Ignore(syscall.SIGPIPE)
	out, err := newOutlet(sys.stdout), newOutlet(sys.stderr)
	sys.stdout, sys.stderr = out, err
	return sys, func() { out.Close(); err.Close() }
}

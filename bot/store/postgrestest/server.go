// Package postgrestest starts a PostgreSQL server for a test, from Debian's package
// "postgresql": a cluster of its own in a temporary folder, on a free port of this machine.
// Where the package is not installed the test is skipped, unless TEST_POSTGRES=required.
package postgrestest

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// The server's superuser, and its password: tests look for the latter where it must not be.
const (
	User     = "hebb"
	Password = "Pa55w0rd-of-a-test"
)

// startTime bounds the making, start and stop of a server.
const startTime = time.Minute

// A Server is a PostgreSQL server that ends with the test.
type Server struct {
	t    testing.TB
	bin  string   // the folder of its programs
	as   []string // runs them as somebody else: PostgreSQL refuses to be run by root
	dir  string   // of its data
	port int
	made atomic.Int64 // databases
}

// Start makes a server and starts it.
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, bin: programs()}
	if s.bin == "" {
		if os.Getenv("TEST_POSTGRES") == "required" {
			t.Fatal("PostgreSQL is not installed, and TEST_POSTGRES=required: apt-get install postgresql")
		}
		t.Skip("PostgreSQL is not installed: apt-get install postgresql")
	}
	s.place()
	secret := filepath.Join(s.dir, "password")
	if err := os.WriteFile(secret, []byte(Password), 0o644); err != nil {
		t.Fatal(err)
	}
	s.run("initdb", "--pgdata="+s.data(), "--username="+User, "--pwfile="+secret, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync")
	s.port = freePort(t)
	t.Cleanup(func() {
		if s.running() {
			s.Stop()
		}
		_ = os.RemoveAll(s.dir)
	})
	s.Start()
	return s
}

// programs is the folder of the newest PostgreSQL of this machine, "" for none.
func programs() string {
	newest, at := 0, ""
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	for _, path := range found {
		bin := filepath.Dir(path)
		if version, err := strconv.Atoi(filepath.Base(filepath.Dir(bin))); err == nil && version > newest {
			newest, at = version, bin
		}
	}
	return at
}

// place makes the folder that the server may write to.
func (s *Server) place() {
	s.t.Helper()
	dir, err := os.MkdirTemp("", "hebb-postgres-") // not of the test: its folders are root's alone
	if err != nil {
		s.t.Fatal(err)
	}
	s.dir = dir
	if os.Getuid() != 0 {
		return
	}
	other, err := user.Lookup("postgres")
	if err != nil {
		s.t.Fatal(err)
	}
	uid, _ := strconv.Atoi(other.Uid)
	gid, _ := strconv.Atoi(other.Gid)
	if err := os.Chown(dir, uid, gid); err != nil {
		s.t.Fatal(err)
	}
	s.as = []string{"setpriv", "--reuid=" + other.Uid, "--regid=" + other.Gid, "--clear-groups"}
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

// Start starts the server, after a Stop at the port that it had.
func (s *Server) Start() {
	s.t.Helper()
	// What is lost with the machine need not be kept.
	options := fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off -c shared_buffers=16MB -c max_connections=60", s.port)
	s.run("pg_ctl", "start", "--wait", "--pgdata="+s.data(), "--log="+filepath.Join(s.dir, "log"), "--options="+options)
}

// Stop stops the server at once, as a crash does: connections break.
func (s *Server) Stop() {
	s.t.Helper()
	s.run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata="+s.data())
}

func (s *Server) running() bool {
	_, err := os.Stat(filepath.Join(s.data(), "postmaster.pid"))
	return err == nil
}

func (s *Server) run(program string, args ...string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	line := append(append([]string{}, s.as...), filepath.Join(s.bin, program))
	line = append(line, args...)
	cmd := exec.CommandContext(ctx, line[0], line[1:]...)
	cmd.Dir = s.dir
	out, err := os.Create(filepath.Join(s.dir, program+".out")) // a pipe would stay open with the server
	if err != nil {
		s.t.Fatal(err)
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
		s.t.Fatalf("%s: %v\n%s%s", program, err, said, log)
	}
}

// Database makes an empty database, and is its URL.
func (s *Server) Database() string {
	s.t.Helper()
	name := fmt.Sprintf("test%d", s.made.Add(1))
	s.Exec("CREATE DATABASE " + name)
	return s.url(name)
}

// Exec does something as the superuser, and reports how many rows that touched.
func (s *Server) Exec(statement string, args ...any) int64 {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), startTime)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	done, err := conn.Exec(ctx, statement, args...)
	if err != nil {
		s.t.Fatal(err)
	}
	return done.RowsAffected()
}

func (s *Server) url(database string) string {
	return fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d/%s?sslmode=disable", User, Password, s.port, database)
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

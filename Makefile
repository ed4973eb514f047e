# `make` does what CI does. The rest are its parts, for daily work.

VERSION ?= dev

.PHONY: all build test check bench golden
all:
	bash .ci/run

# Without the commit in it: in the image's build there is no repository, and the bytes are the same.
build: ## the release binary, static
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$(VERSION)" -o dist/hebb ./cmd/hebb

test:
	go test ./...

check: ## the shipped library
	go run ./cmd/hebb check

bench:
	go test -run '^$$' -bench . -benchmem ./...

golden: ## rewrite golden files; look at the diff before you commit it
	go test ./knowledge ./responses ./cmd/hebb ./config -update

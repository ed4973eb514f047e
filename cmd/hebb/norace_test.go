//go:build !race

package main

import "testing"

// raceDetector tells that the tests run under it.
const raceDetector = false

// oneAfterAnother runs the test: see race_test.go.
func oneAfterAnother(*testing.T) {}

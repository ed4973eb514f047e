//go:build race

package main

import "testing"

// raceDetector tells that the tests run under it.
const raceDetector = true

// oneAfterAnother leaves out of the race detector's runs what does one thing after another,
// or what other tests here do beside each other: to start the program takes it half a minute.
func oneAfterAnother(t *testing.T) {
	t.Helper()
	t.Skip("the race detector would see nothing new here")
}

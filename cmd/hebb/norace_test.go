//go:build !race

package main

// raceDetector tells that the tests run under it.
const raceDetector = false

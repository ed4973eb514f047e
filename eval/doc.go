// Package eval measures: how well questions are answered, how follow-ups keep their
// topic, and how the matcher does on public retrieval sets. It reads files of
// labelled questions and keeps nothing.
package eval

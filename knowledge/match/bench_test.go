package match

import "testing"

func BenchmarkBuild(b *testing.B) {
	l := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		ix, err := Build(l)
		if err != nil {
			b.Fatal(err)
		}
		ix.Close()
	}
}

// Checks a signed note, inclusion proofs and consistency proofs with golang.org/x/mod/sumdb: another program's word on our logs.
package main

import (
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func read(name string) string {
	data, err := os.ReadFile(name)
	must(err)
	return string(data)
}

func hash(text string) (h tlog.Hash) {
	data, err := hex.DecodeString(text)
	must(err)
	copy(h[:], data)
	return h
}

func main() {
	verifier, err := note.NewVerifier(read(os.Args[1]))
	must(err)
	opened, err := note.Open([]byte(read(os.Args[2])), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	var root tlog.Hash
	must(root.UnmarshalJSON([]byte(`"` + lines[2] + `"`)))
	records, trees := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(read(os.Args[3])), "\n") {
		fields := strings.Fields(line)
		number, err := strconv.ParseInt(fields[1], 10, 64)
		must(err)
		var path []tlog.Hash
		for _, step := range fields[3:] {
			path = append(path, hash(step))
		}
		if fields[0] == "record" {
			must(tlog.CheckRecord(path, size, root, number, hash(fields[2])))
			records++
		} else {
			must(tlog.CheckTree(path, size, root, number, hash(fields[2])))
			trees++
		}
	}
	fmt.Println("good", records, trees)
}

// Furniture: lines that hold one of a few telling phrases. Texts without offsets are located.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
)

var telling = []string{"READ MORE", "Sign up", "Follow us", "All rights reserved", "Advertisement"}

func main() {
	lines := bufio.NewReader(os.Stdin) // not a Scanner: an article may be longer than its buffer
	out := json.NewEncoder(os.Stdout)  // writes a line, at once
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var article struct{ ID, Text string }
		if json.Unmarshal(line, &article) != nil {
			os.Exit(1)
		}
		furniture := []map[string]string{}
		for _, one := range strings.Split(article.Text, "\n") {
			for _, phrase := range telling {
				if strings.Contains(one, phrase) {
					furniture = append(furniture, map[string]string{"text": one})
					break
				}
			}
		}
		out.Encode(map[string]any{"id": article.ID, "boilerplate": furniture})
	}
}

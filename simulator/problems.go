package simulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Problems is what is wrong with a body for a route, such as "POST
// /channels/{channel_id}/messages", without sending it: by Discord's limits, and by its
// description where a contract is given. It is for property tests, which look at many.
func Problems(name string, body []byte, contract *Contract) []string {
	i := slices.IndexFunc(routeTable, func(r route) bool { return r.method+" "+r.template == name })
	if i < 0 || routeTable[i].body == nil {
		return []string{fmt.Sprintf("no route %q that takes a body", name)}
	}
	r := routeTable[i]
	c := &call{route: &r, payload: body}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&c.json); err != nil {
		return []string{err.Error()}
	}
	f := newForm(c.json)
	r.body(c, f)
	var found []string
	if err := f.err(); err != nil {
		found = append(found, err.Error()+": "+string(marshal(f.tree)))
	}
	found = append(found, f.misspelt...)
	if contract != nil {
		found = append(found, contract.request(r.method, r.template, c.json)...)
	}
	return found
}

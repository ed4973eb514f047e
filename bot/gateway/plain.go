package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"

	"github.com/bwmarrin/discordgo"
)

// Plain is an error without anything of a request in it: discordgo's own
// texts hold addresses with tokens, and bodies.
func Plain(err error) string {
	var rest *discordgo.RESTError
	var syntax *json.SyntaxError
	var transport *url.Error
	var op *net.OpError
	var limited *discordgo.RateLimitError
	switch {
	case errors.As(err, &rest) && rest.Response != nil:
		code := 0
		if rest.Message != nil {
			code = rest.Message.Code
		}
		return fmt.Sprintf("Discord answered %d, code %d", rest.Response.StatusCode, code)
	case errors.As(err, &limited):
		return "Discord limits the rate, and there was no time left to wait"
	case errors.As(err, &syntax):
		return "Discord answered with something that is not JSON"
	case errors.Is(err, context.DeadlineExceeded):
		return "no time left"
	case errors.As(err, &op):
		return "no answer from Discord: " + op.Err.Error() // not the address dialled
	case errors.As(err, &transport):
		return "no answer from Discord: " + transport.Err.Error() // not its address
	}
	return fmt.Sprintf("no answer from Discord (%T)", err)
}

package gateway

import (
	"errors"
	"net/http"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// forGood is an error that trying again cannot mend: somebody must do something.
type forGood struct{ text string }

func (e forGood) Error() string { return e.text }

// closedFor is what the gateway's codes mean after which Discord wants no second
// try; see https://docs.discord.com/developers/topics/opcodes-and-status-codes.
var closedFor = map[int]forGood{
	4004: tokenRefused,
	4010: {"Discord refuses the shard's number; this is a mistake of ours, please report it"},
	4011: {"the bot is in too many servers for its connections: set discord.shards to auto, or to a larger number"},
	4012: {"Discord no longer speaks this version of its gateway: a newer Hebb is needed"},
	4013: {"Discord does not know the intents asked for: a newer Hebb is needed"},
	4014: {"Discord does not allow the intents asked for; Hebb needs none that is privileged, so look at the application in the developer portal"},
}

// ErrToken is that Discord refuses the token.
var ErrToken error = tokenRefused

var tokenRefused = forGood{"the token is refused by Discord; make a new one in the developer portal (under \"Bot\", \"Reset Token\")"}

// refused says in plain words why a connection did not come about.
func refused(err error) error {
	var rest *discordgo.RESTError
	var closed *websocket.CloseError
	var gone forGood
	switch {
	case err == nil:
		return nil
	case errors.As(err, &gone):
		return gone
	case errors.Is(err, discordgo.ErrUnauthorized), errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized:
		return tokenRefused
	case errors.Is(err, errNoReady), errors.Is(err, errLost), errors.Is(err, errClosed), errors.Is(err, errInvalid), errors.Is(err, errQuiet):
		return err
	case errors.As(err, &closed):
		if why, known := closedFor[closed.Code]; known {
			return why
		}
	}
	return errors.New(Plain(err))
}

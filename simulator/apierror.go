package simulator

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// An apiError is an answer that says no, as Discord says it.
type apiError struct {
	status  int
	code    int
	message string
	tree    map[string]any // of 50035
}

func (e *apiError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%d %d %s %s", e.status, e.code, e.message, flatten(e.tree, "")))
}

func (e *apiError) body() object {
	b := object{"code": e.code, "message": e.message}
	if e.tree != nil {
		b["errors"] = e.tree
	}
	return b
}

func refusal(status, code int, message string) *apiError {
	return &apiError{status: status, code: code, message: message}
}

// The refusals of docs/topics/opcodes-and-status-codes that a bot can meet here.
var (
	errUnauthorized     = refusal(http.StatusUnauthorized, 0, "401: Unauthorized")
	errResetToken       = refusal(http.StatusUnauthorized, 0, "401: Unauthorized")
	errNotFound         = refusal(http.StatusNotFound, 0, "404: Not Found")
	errUnknownApp       = refusal(http.StatusNotFound, 10002, "Unknown Application")
	errUnknownChannel   = refusal(http.StatusNotFound, 10003, "Unknown Channel")
	errUnknownGuild     = refusal(http.StatusNotFound, 10004, "Unknown Guild")
	errUnknownMember    = refusal(http.StatusNotFound, 10007, "Unknown Member")
	errUnknownMessage   = refusal(http.StatusNotFound, 10008, "Unknown Message")
	errUnknownUser      = refusal(http.StatusNotFound, 10013, "Unknown User")
	errUnknownWebhook   = refusal(http.StatusNotFound, 10015, "Unknown Webhook")
	errUnknownInteract  = refusal(http.StatusNotFound, 10062, "Unknown interaction")
	errTooManyCommands  = refusal(http.StatusBadRequest, 30032, "Maximum number of application commands reached (100).")
	errTooManyCreates   = refusal(http.StatusBadRequest, 30034, "Maximum number of daily application command creates has been reached (200)")
	errAcknowledged     = refusal(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	errRespondedTo      = refusal(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	errTooManyFollowUps = refusal(http.StatusBadRequest, 40094, "This interaction has reached the maximum number of follow-up messages")
	errMissingAccess    = refusal(http.StatusForbidden, 50001, "Missing Access")
	errNotYours         = refusal(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	errEmptyMessage     = refusal(http.StatusBadRequest, 50006, "Cannot send an empty message")
	errClosedDMs        = refusal(http.StatusForbidden, 50007, "Cannot send messages to this user")
	errNotText          = refusal(http.StatusBadRequest, 50008, "Cannot send messages in a non-text channel")
	errMissing          = refusal(http.StatusForbidden, 50013, "Missing Permissions")
	errNotJSON          = refusal(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	errNoHistory        = refusal(http.StatusBadRequest, 160002, "Cannot reply without permission to read message history")
)

// invalidForm is 50035 with the tree of a form.
func invalidForm(tree map[string]any) *apiError {
	return &apiError{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", tree: tree}
}

// isMistake reports whether the answer means that the bot has a fault, rather than
// that somebody took a permission away or came late.
func (e *apiError) isMistake() bool {
	if e == errUnauthorized || e == errNotFound {
		return true
	}
	if e == errRespondedTo {
		return false
	}
	switch e.code {
	case 10002, 30032, 30034, 40060, 50006, 50035, 50109:
		return true
	}
	return false
}

// flatten writes a tree of errors on one line: "embeds.0.title: Must be …".
func flatten(tree map[string]any, at string) string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(tree)) {
		switch v := tree[key].(type) {
		case []formError:
			for _, e := range v {
				all = append(all, strings.Trim(at, ".")+": "+e.Message+" ["+e.Code+"]")
			}
		case map[string]any:
			all = append(all, flatten(v, at+"."+key))
		}
	}
	return strings.Join(all, "; ")
}

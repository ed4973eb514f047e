package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/hebb-bot/hebb/bot/gateway"
)

// An Examiner asks Discord how the bot is set up there, for "hebb doctor". It changes
// nothing, waits for no rate limit and tries nothing twice: whoever looks can look again. No error
// of its holds the token.
type Examiner struct {
	client *http.Client
	token  string
}

// ExaminerOptions make an Examiner.
type ExaminerOptions struct {
	Token  string        // "" can ask for the time only
	APIURL string        // as in gateway.Options
	Wait   time.Duration // longest for one request
}

// NewExaminer makes an Examiner.
func NewExaminer(opts ExaminerOptions) (*Examiner, error) {
	transport, err := gateway.Transport(opts.APIURL)
	if err != nil {
		return nil, err
	}
	return &Examiner{client: &http.Client{Timeout: opts.Wait, Transport: transport}, token: opts.Token}, nil
}

// get reads what stands at an endpoint.
func (e *Examiner) get(ctx context.Context, endpoint string, into any) (http.Header, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("User-Agent", "DiscordBot (https://github.com/hebb-bot/hebb, doctor)")
	if e.token != "" {
		r.Header.Set("Authorization", "Bot "+e.token)
	}
	answer, err := e.client.Do(r)
	if err != nil {
		return nil, e.silence(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, gateway.MaxAnswer))
	if err != nil {
		return nil, e.silence(err)
	}
	if answer.StatusCode == http.StatusUnauthorized {
		return nil, gateway.ErrToken
	}
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(noSaid(answer.StatusCode, body))
	}
	if err := json.Unmarshal(body, into); err != nil {
		return nil, errors.New("the answer is not what Discord describes")
	}
	return answer.Header, nil
}

// noSaid tells an answer that says no.
func noSaid(status int, body []byte) string {
	var why struct{ Code int }
	switch {
	case status == http.StatusTooManyRequests:
		return "Discord limits the rate"
	case json.Unmarshal(body, &why) != nil: // a proxy's page
		return fmt.Sprintf("Discord answered %d", status)
	}
	return fmt.Sprintf("Discord answered %d, code %d", status, why.Code)
}

// silence says why no answer came.
func (e *Examiner) silence(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer from Discord within %s", e.client.Timeout)
	}
	return errors.New(gateway.Plain(err))
}

// Time is what Discord's clock says, to the second. The token is not shown for it.
func (e *Examiner) Time(ctx context.Context) (time.Time, error) {
	var ignored any
	anybody := &Examiner{client: e.client}
	header, err := anybody.get(ctx, discordgo.EndpointGateway, &ignored)
	if err != nil {
		return time.Time{}, err
	}
	t, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return time.Time{}, errors.New("the answer does not say what time it is")
	}
	return t, nil
}

// An Account is who the bot is.
type Account struct{ ID, Username string }

// Account asks whose the token is.
func (e *Examiner) Account(ctx context.Context) (a Account, err error) {
	_, err = e.get(ctx, discordgo.EndpointUser("@me"), &a)
	return a, err
}

// An Application is how the bot is set up in the developer portal.
type Application struct {
	ID, Name     string
	PublicKey    string   // in hexadecimal
	Interactions string   // where Discord sends interactions; "" for the gateway
	Servers      bool     // it can be installed in servers
	People       bool     // and by people for themselves
	CodeGrant    bool     // the invite link would not work
	Privileged   []string // intents that are switched on; none is needed
}

// privilegedFlags are the switches of intents in an application's flags: in the portal,
// and for applications in many servers. See
// https://docs.discord.com/developers/resources/application#application-object-application-flags.
var privilegedFlags = []struct {
	bits int64
	name string
}{
	{1<<12 | 1<<13, "Presence"},
	{1<<14 | 1<<15, "Server Members"},
	{1<<18 | 1<<19, "Message Content"},
}

// Application asks how the bot is set up.
func (e *Examiner) Application(ctx context.Context) (Application, error) {
	var in struct {
		ID           string                     `json:"id"`
		Name         string                     `json:"name"`
		PublicKey    string                     `json:"verify_key"`
		Interactions string                     `json:"interactions_endpoint_url"`
		CodeGrant    bool                       `json:"bot_require_code_grant"`
		Flags        int64                      `json:"flags"`
		Installs     map[string]json.RawMessage `json:"integration_types_config"` // by integration type
	}
	if _, err := e.get(ctx, discordgo.EndpointApplication("@me"), &in); err != nil {
		return Application{}, err
	}
	a := Application{ID: in.ID, Name: in.Name, PublicKey: in.PublicKey, Interactions: in.Interactions, CodeGrant: in.CodeGrant}
	_, a.Servers = in.Installs[fmt.Sprint(int(discordgo.ApplicationIntegrationGuildInstall))]
	_, a.People = in.Installs[fmt.Sprint(int(discordgo.ApplicationIntegrationUserInstall))]
	a.Servers = a.Servers || in.Installs == nil // older applications do not say: servers only
	for _, p := range privilegedFlags {
		if in.Flags&p.bits != 0 {
			a.Privileged = append(a.Privileged, p.name)
		}
	}
	return a, nil
}

// Starts is how many connections to the gateway Discord recommends, and allows.
type Starts struct {
	Shards     int
	Left, Most int           // identifies until the count begins anew
	Reset      time.Duration // when that is
}

// Starts asks for them.
func (e *Examiner) Starts(ctx context.Context) (Starts, error) {
	var in struct {
		Shards int `json:"shards"`
		Limit  struct {
			Total     int   `json:"total"`
			Remaining int   `json:"remaining"`
			Reset     int64 `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	_, err := e.get(ctx, discordgo.EndpointGatewayBot, &in)
	return Starts{in.Shards, in.Limit.Remaining, in.Limit.Total, time.Duration(in.Limit.Reset) * time.Millisecond}, err
}

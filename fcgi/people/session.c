#include "people/session.h"

#include <string.h>

#include "base/config.h"
#include "base/text.h"
#include "db/db.h"

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400, SEEN_EVERY_MS = 60 * 1000,
	SWEEP_ROWS = 1000 };

static const struct { const char *word; int64_t idle_s, lifetime_s; } limits[] = {
	[AUDIENCE_PUBLIC] = { "public", 0, 0 },
	[AUDIENCE_RESIDENT] = { "resident", 30 * DAY_S, 90 * DAY_S },
	[AUDIENCE_SHOP] = { "shop", 12 * HOUR_S, 30 * DAY_S },
	[AUDIENCE_STAFF] = { "staff", 30 * MINUTE_S, 12 * HOUR_S },
	[AUDIENCE_SYSTEM] = { "system", 0, 0 },
};

struct live_session {
	int64_t session_id, account_id, person_id, shop_id;
	const char *audience;
	struct instant seen_at;
	bool is_allowed;
};
SHAPE(live_session, "A session that lives",
    FIELD(live_session, session_id, "Session"),
    FIELD(live_session, account_id, "Account"),
    FIELD(live_session, person_id, "Linked person, or 0"),
    FIELD(live_session, shop_id, "Shop, or 0"),
    FIELD(live_session, audience, "Audience"),
    FIELD(live_session, seen_at, "Last request, to the minute"),
    FIELD(live_session, is_allowed, "Holds the right asked for"));

PUBLIC_SHAPE(session_row, "A signed-in browser of the account",
    FIELD(session_row, session_id, "Session"),
    FIELD(session_row, started_at, "Signed in"),
    FIELD(session_row, seen_at, "Last used, to the minute"),
    FIELD(session_row, device, "iphone, android, windows, mac, linux or other", .max = 40),
    FIELD(session_row, is_this, "The browser that asks"));

struct span { struct instant started_at, expires_at; };
SHAPE(span, "How long a session lasts",
    FIELD(span, started_at, "Signed in"),
    FIELD(span, expires_at, "Ends"));

#define LIVE_COLUMNS "SELECT s.session_id, s.account_id, "					\
	"COALESCE(a.person_id, 0) AS person_id, a.shop_id, a.audience, s.seen_at, "
#define LIVE_ROWS " AS is_allowed FROM session s "						\
	"JOIN account a ON a.account_id = s.account_id "					\
	"WHERE s.sid_hash = ? AND s.revoked_at IS NULL AND s.expires_at > ? "			\
	"AND s.seen_at > ? - INTERVAL s.idle_s SECOND AND a.state = 'active' AND a.is_sample <= ?"

/* Apart, for every request of a resident asks this: a third of the other's cost. */
STMT(session_select, LIVE_COLUMNS "1" LIVE_ROWS);
/* A right counts where the role counts: everywhere, or in the account's shop; and
 * once the role was confirmed. */
STMT(session_with_right, LIVE_COLUMNS
    "a.must_change_password = 0 AND EXISTS (SELECT 1 FROM account_role ar "
    "JOIN role_right rr ON rr.role_id = ar.role_id WHERE ar.account_id = a.account_id "
    "AND ar.confirmed_by IS NOT NULL AND rr.right_name = ? AND (ar.scope_kind = 'municipality' OR "
    "(ar.scope_kind = 'shop' AND ar.scope_id = a.shop_id)))" LIVE_ROWS);
STMT(session_seen, "UPDATE session SET seen_at = ? WHERE session_id = ? AND seen_at < ?");
STMT(session_insert,
    "INSERT INTO session (sid_hash, account_id, started_at, seen_at, expires_at, idle_s, device) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)");
STMT(session_replace,
    "UPDATE session SET revoked_at = ? WHERE sid_hash = ? AND revoked_at IS NULL");
STMT(account_signed_in, "UPDATE account SET last_sign_in_at = ? WHERE account_id = ?");
STMT(sessions_of_account,
    "SELECT session_id, started_at, seen_at, device, session_id = ? AS is_this FROM session "
    "WHERE account_id = ? AND revoked_at IS NULL AND expires_at > ? "
    "AND seen_at > ? - INTERVAL idle_s SECOND ORDER BY session_id DESC LIMIT 100");
STMT(session_span, "SELECT started_at, expires_at FROM session WHERE session_id = ?");
STMT(session_end,
    "UPDATE session SET revoked_at = ? WHERE session_id = ? AND account_id = ? "
    "AND revoked_at IS NULL");
STMT(session_end_all,
    "UPDATE session SET revoked_at = ? WHERE account_id = ? AND session_id <> ? "
    "AND revoked_at IS NULL");
STMT(session_delete, "DELETE FROM session WHERE expires_at < ? LIMIT 1000");

const char *
audience_word(enum audience audience)
{
	return limits[audience].word;
}

int64_t
session_lifetime_s(enum audience audience)
{
	return limits[audience].lifetime_s;
}

bool
samples_may_sign_in(const struct ctx *c)
{
	return c->config->sample && c->config->sample_sign_in;
}

static enum audience
audience_of(const char *word)
{
	enum audience a = AUDIENCE_PUBLIC;

	while (a < AUDIENCE_SYSTEM && !text_same(limits[a].word, word))
		a++;
	return a;
}

int
session_start(struct ctx *c, const struct session_start *s, struct instant *expires_at)
{
	expires_at->ms = c->now.ms + limits[s->audience].lifetime_s * 1000;
	if (s->old_sid_hash.data != NULL &&
	    db_run(c, &session_replace, A(c->now), A(s->old_sid_hash)) != 0)
		return -1;
	if (db_run(c, &session_insert, A(s->sid_hash), A(s->account_id), A(c->now), A(c->now),
	        A(*expires_at), A(limits[s->audience].idle_s), A(s->device)) != 0)
		return -1;
	c->actor = (struct actor){ .audience = s->audience, .account_id = s->account_id,
		.session_id = db_inserted(c) };
	return db_run(c, &account_signed_in, A(c->now), A(s->account_id));
}

static int
live_session(struct ctx *c, struct bytes sid_hash, const char *right_name,
    struct live_session *s, bool *found)
{
	int is_sample_max = samples_may_sign_in(c);

	if (right_name == NULL)
		return db_maybe(c, found, &session_select, &live_session_shape, s, A(sid_hash),
		    A(c->now), A(c->now), A(is_sample_max));
	return db_maybe(c, found, &session_with_right, &live_session_shape, s, A(right_name),
	    A(sid_hash), A(c->now), A(c->now), A(is_sample_max));
}

int
session_find(struct ctx *c, struct bytes sid_hash, const char *right_name, struct actor *actor,
    bool *found, bool *allowed)
{
	struct live_session s = { 0 };

	*allowed = false;
	if (live_session(c, sid_hash, right_name, &s, found) != 0)
		return -1;
	if (!*found)
		return 0;
	*allowed = s.is_allowed;
	*actor = (struct actor){ .audience = audience_of(s.audience), .account_id = s.account_id,
		.session_id = s.session_id, .person_id = s.person_id, .shop_id = s.shop_id };
	if (c->now.ms - s.seen_at.ms < SEEN_EVERY_MS)
		return 0;
	return db_run(c, &session_seen, A(c->now), A(s.session_id), A(c->now));
}

int
session_list(struct ctx *c, struct list *rows)
{
	return db_list(c, &sessions_of_account, &session_row_shape, rows, A(c->actor.session_id),
	    A(c->actor.account_id), A(c->now), A(c->now));
}

int
session_expiry(struct ctx *c, struct instant *started_at, struct instant *expires_at)
{
	struct span s;

	if (db_one(c, &session_span, &span_shape, &s, A(c->actor.session_id)) != 0)
		return -1;
	*started_at = s.started_at;
	*expires_at = s.expires_at;
	return 0;
}

int
session_revoke(struct ctx *c, int64_t session_id)
{
	if (db_run(c, &session_end, A(c->now), A(session_id), A(c->actor.account_id)) != 0)
		return -1;
	return db_changed(c) == 1 ? 0 : fail(c, &not_found, "session_id");
}

int
session_revoke_all(struct ctx *c, int64_t account_id, int64_t but_session_id)
{
	return db_run(c, &session_end_all, A(c->now), A(account_id), A(but_session_id));
}

int
session_sweep(struct ctx *c)
{
	struct instant before = { c->now.ms - 30 * (int64_t)DAY_S * 1000 };

	do {
		if (db_run(c, &session_delete, A(before)) != 0)
			return -1;
	} while (db_changed(c) == SWEEP_ROWS);
	return 0;
}

const char *
device_word(const char *agent)
{
	static const char *const words[][2] = { { "iPhone", "iphone" }, { "iPad", "ipad" },
		{ "Android", "android" }, { "Windows", "windows" }, { "Macintosh", "mac" },
		{ "Linux", "linux" } };

	for (size_t i = 0; agent != NULL && i < sizeof words / sizeof words[0]; i++)
		if (strstr(agent, words[i][0]) != NULL)
			return words[i][1];
	return "other";
}

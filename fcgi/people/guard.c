#include "people/guard.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "db/keyring.h"

enum { HOUR_MS = 3600 * 1000, KNOWN_DAYS = 90, SWEEP_ROWS = 1000 };

struct pair_row { int64_t tries; struct instant next_at, tried_at, known_at; };
SHAPE(pair_row, "Tries of a name from an address",
    FIELD(pair_row, tries, "Since the last success"),
    FIELD(pair_row, next_at, "No try before", .optional = true),
    FIELD(pair_row, tried_at, "Last try"),
    FIELD(pair_row, known_at, "Last success", .optional = true));

struct name_row { int64_t tries; struct instant began_at; };
SHAPE(name_row, "Tries of a name from anywhere",
    FIELD(name_row, tries, "In the hour"),
    FIELD(name_row, began_at, "Begin of the hour"));

/* The INSERT either makes the row or locks it: tries of one name come one by one. */
STMT(name_take,
    "INSERT INTO sign_in_name (login_hash, tries, began_at) VALUES (?, 0, ?) "
    "ON DUPLICATE KEY UPDATE tries = tries");
STMT(name_select, "SELECT tries, began_at FROM sign_in_name WHERE login_hash = ?");
STMT(name_update, "UPDATE sign_in_name SET tries = ?, began_at = ? WHERE login_hash = ?");
STMT(name_pass,
    "UPDATE sign_in_name SET tries = GREATEST(tries - 1, 0) WHERE login_hash = ?");
STMT(pair_take,
    "INSERT INTO sign_in_pair (login_hash, address_hash, tries, tried_at) VALUES (?, ?, 0, ?) "
    "ON DUPLICATE KEY UPDATE tries = tries");
STMT(pair_select,
    "SELECT tries, next_at, tried_at, known_at FROM sign_in_pair "
    "WHERE login_hash = ? AND address_hash = ?");
STMT(pair_update,
    "UPDATE sign_in_pair SET tries = ?, next_at = ?, tried_at = ? "
    "WHERE login_hash = ? AND address_hash = ?");
STMT(pair_pass,
    "UPDATE sign_in_pair SET tries = 0, next_at = NULL, known_at = ? "
    "WHERE login_hash = ? AND address_hash = ?");
STMT(pair_sweep,
    "DELETE FROM sign_in_pair WHERE tried_at < ? AND (known_at IS NULL OR known_at < ?) "
    "LIMIT 1000");
STMT(name_sweep, "DELETE FROM sign_in_name WHERE began_at < ? LIMIT 1000");

static struct bytes
name_hash(struct ctx *c, const struct guard *g)
{
	struct key key = key_derive(keyring_key(c, "code"), "sign_in_name");

	return hash_text(c->arena, &key, arena_text(c->arena, "%s/%lld/%s", g->audience,
	    (long long)g->shop_id, g->name));
}

static struct bytes
address_hash(struct ctx *c, const struct guard *g)
{
	return g->address != NULL ? guard_address_hash(c, g->address) : g->address_hash;
}

struct bytes
guard_address_hash(struct ctx *c, const char *address)
{
	struct key key = key_derive(keyring_key(c, "code"), "sign_in_address");
	unsigned char six[16];

	if (strchr(address, ':') != NULL && inet_pton(AF_INET6, address, six) == 1)
		return hash(c->arena, &key, (struct bytes){ six, 8 });
	return hash_text(c->arena, &key, address);
}

struct tried {
	struct guard *guard;
	struct bytes name, address;
	struct pair_row pair;
	struct name_row all;
	int64_t wait_ms;		/* out: not yet */
};

static int
tried_read(struct ctx *c, struct tried *t)
{
	if (db_run(c, &name_take, A(t->name), A(c->now)) != 0 ||
	    db_one(c, &name_select, &name_row_shape, &t->all, A(t->name)) != 0 ||
	    db_run(c, &pair_take, A(t->name), A(t->address), A(c->now)) != 0)
		return -1;
	return db_one(c, &pair_select, &pair_row_shape, &t->pair, A(t->name), A(t->address));
}

static void
tried_forget(struct ctx *c, struct tried *t)
{
	if (t->all.began_at.ms + HOUR_MS <= c->now.ms)
		t->all = (struct name_row){ 0, c->now };
	if (t->pair.tried_at.ms + t->guard->limit->forget_s * 1000 <= c->now.ms) {
		t->pair.tries = 0;
		t->pair.next_at.ms = 0;
	}
}

static int64_t
pause_s(const struct tried *t)
{
	const struct guard_limit *l = t->guard->limit;
	int64_t wait_s = l->between_s, over = t->pair.tries - l->free_tries;

	if (over >= 0) {
		wait_s = l->wait_s;
		while (over-- > 0 && wait_s < l->wait_max_s)
			wait_s *= 2;
		wait_s = wait_s < l->wait_max_s ? wait_s : l->wait_max_s;
	}
	if (t->guard->is_crowded && wait_s < l->crowd_wait_s)
		wait_s = l->crowd_wait_s;
	return wait_s;
}

static int
tried_write(struct ctx *c, struct tried *t)
{
	if (db_run(c, &name_update, A(t->all.tries), A(t->all.began_at), A(t->name)) != 0)
		return -1;
	return db_run(c, &pair_update, A(t->pair.tries), A(t->pair.next_at), A(c->now), A(t->name),
	    A(t->address));
}

static int
enter(struct ctx *c, void *arg)
{
	struct tried *t = arg;
	const struct guard_limit *l = t->guard->limit;
	int64_t wait_s;
	bool is_first;

	t->wait_ms = 0;
	if (tried_read(c, t) != 0)
		return -1;
	tried_forget(c, t);
	t->guard->is_crowded = t->all.tries >= l->crowd_tries && t->pair.known_at.ms == 0;
	if (t->pair.next_at.ms > c->now.ms) {
		t->wait_ms = t->pair.next_at.ms - c->now.ms;
		return 0;
	}
	is_first = t->pair.tries == 0 && t->pair.next_at.ms == 0;
	if (t->guard->is_crowded && is_first && l->crowd_wait_s > 0) {
		t->wait_ms = l->crowd_wait_s * 1000;
		t->pair.next_at.ms = c->now.ms + t->wait_ms;
		return tried_write(c, t);
	}
	t->all.tries++;
	t->pair.tries++;
	wait_s = pause_s(t);
	/* Not "from now on": a request that came just before may be counted just behind. */
	t->pair.next_at.ms = wait_s > 0 ? c->now.ms + wait_s * 1000 : 0;
	return tried_write(c, t);
}

int
guard_enter(struct ctx *c, struct guard *g)
{
	struct tried t = { .guard = g, .name = name_hash(c, g),
		.address = address_hash(c, g) };

	must(!db_in_transaction(c));	/* a refusal would take the count back */
	if (db_transact(c, enter, &t) != 0)
		return -1;
	if (t.wait_ms > 0)
		return fail(c, g->wait, NULL, { P(wait_s, (t.wait_ms + 999) / 1000) });
	return 0;
}

int
guard_pass(struct ctx *c, const struct guard *g)
{
	struct bytes name = name_hash(c, g);

	if (db_run(c, &name_pass, A(name)) != 0)
		return -1;
	return db_run(c, &pair_pass, A(c->now), A(name), A(address_hash(c, g)));
}

int
guard_sweep(struct ctx *c)
{
	struct instant day = { c->now.ms - 24 * (int64_t)HOUR_MS };
	struct instant known = { c->now.ms - KNOWN_DAYS * 24 * (int64_t)HOUR_MS };

	do {
		if (db_run(c, &pair_sweep, A(day), A(known)) != 0)
			return -1;
	} while (db_changed(c) == SWEEP_ROWS);
	do {
		if (db_run(c, &name_sweep, A(day)) != 0)
			return -1;
	} while (db_changed(c) == SWEEP_ROWS);
	return 0;
}

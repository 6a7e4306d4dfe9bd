#include "ledger/root.h"

#include <string.h>

#include "base/clock.h"
#include "ledger/seal.h"
#include "people/seal.h"
#include "shape/write.h"

/* A day is closed a little after its end: acts that began in it have ended then. */
enum { DAY_WAIT_MS = 60 * 1000 };

PUBLIC_SHAPE(proof_root, "A signed root over acts and ledger",
    FIELD(proof_root, proof_root_id, "Number"),
    FIELD(proof_root, made_at, "When"),
    FIELD(proof_root, on_date, "The day it closes", .format = &format_date, .optional = true),
    FIELD(proof_root, audit_seal_no, "Newest seal over the acts, or 0"),
    FIELD(proof_root, audit_hash, "Its hash", .max = 64),
    FIELD(proof_root, ledger_seal_no, "Newest seal over the ledger, or 0"),
    FIELD(proof_root, ledger_hash, "Its hash", .max = 64),
    FIELD(proof_root, prev_hash, "Hash of the root before", .max = 64),
    FIELD(proof_root, hash, "SHA-256 of its text", .max = 64),
    FIELD(proof_root, signature, "Ed25519 of its text", .max = 128),
    FIELD(proof_root, public_key, "Key that fits the signature", .max = 64));

STMT(newest_root, "SELECT " ROOT_COLUMNS " FROM proof_root "
    "ORDER BY proof_root_id DESC LIMIT 1");
STMT(newest_day, "SELECT " ROOT_COLUMNS " FROM proof_root WHERE on_date IS NOT NULL "
    "ORDER BY on_date DESC LIMIT 1");
STMT(first_root, "SELECT " ROOT_COLUMNS " FROM proof_root ORDER BY proof_root_id LIMIT 1");
STMT(root_insert, "INSERT INTO proof_root (proof_root_id, made_at, on_date, audit_seal_no, "
    "audit_hash, ledger_seal_no, ledger_hash, prev_hash, hash, signature, public_key) "
    "VALUES (?, ?, ?, ?, UNHEX(?), ?, UNHEX(?), UNHEX(?), UNHEX(?), UNHEX(?), UNHEX(?))");

struct bytes
root_text(struct ctx *c, const struct proof_root *r)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_format(&b, "madoguchi root 1\nproof_root_id %lld\nmade_at %s\non_date %s\n",
	    (long long)r->proof_root_id, instant_text(c->arena, r->made_at),
	    r->on_date != NULL ? r->on_date : "-");
	buffer_format(&b, "audit_seal_no %lld\naudit_hash %s\n", (long long)r->audit_seal_no,
	    r->audit_hash);
	buffer_format(&b, "ledger_seal_no %lld\nledger_hash %s\nprev_hash %s\n",
	    (long long)r->ledger_seal_no, r->ledger_hash, r->prev_hash);
	return (struct bytes){ b.data, b.size };
}

struct bytes
root_line(struct ctx *c, const struct proof_root *r)
{
	struct text_buffer b = { .arena = c->arena };

	shape_write_into(&b, &proof_root_shape, r);
	buffer_text(&b, "\n");
	return (struct bytes){ b.data, b.size };
}

int
root_newest(struct ctx *c, struct proof_root *root)
{
	bool found;

	if (db_maybe(c, &found, &newest_root, &proof_root_shape, root) != 0)
		return -1;
	if (!found)
		*root = (struct proof_root){ 0 };
	return 0;
}

/* Yesterday, when it had begun before the first root or its day is not closed yet, and
 * everything that says it happened then is sealed. */
static int
day_due(struct ctx *c, const char **on_date)
{
	struct instant midnight = tokyo_midnight(tokyo_date(c->arena, c->now));
	struct proof_root one;
	bool found, waits;
	const char *day;

	*on_date = NULL;
	if (c->now.ms < midnight.ms + DAY_WAIT_MS)
		return 0;
	day = date_add_days(c->arena, tokyo_date(c->arena, c->now), -1);
	if (db_maybe(c, &found, &newest_day, &proof_root_shape, &one) != 0)
		return -1;
	if (found && strcmp(one.on_date, day) >= 0)
		return 0;
	if (!found && (db_maybe(c, &found, &first_root, &proof_root_shape, &one) != 0 ||
	    !found || one.made_at.ms >= midnight.ms))
		return c->reason != NULL ? -1 : 0;
	if (chain_waits(c, &audit_chain, midnight, &waits) != 0)
		return -1;
	if (!waits && chain_waits(c, &ledger_chain, midnight, &waits) != 0)
		return -1;
	*on_date = waits ? NULL : day;
	return 0;
}

static int
root_write(struct ctx *c, struct proof_root *r)
{
	const struct signer *signer;
	struct bytes text;

	if (chain_signer(c, &signer) != 0)
		return -1;
	text = root_text(c, r);
	r->hash = hex(c->arena, hash_public(c->arena, text));
	r->signature = hex(c->arena, signature_of(c->arena, signer, text));
	r->public_key = hex(c->arena, key_bytes(&signer->public));
	return db_run(c, &root_insert, A(r->proof_root_id), A(r->made_at), A(r->on_date),
	    A(r->audit_seal_no), A(r->audit_hash), A(r->ledger_seal_no), A(r->ledger_hash),
	    A(r->prev_hash), A(r->hash), A(r->signature), A(r->public_key));
}

struct making { struct proof_root *root; bool is_new; };

static int
root_step(struct ctx *c, void *arg)
{
	struct making *m = arg;
	struct proof_root last, r = { .made_at = c->now };
	struct seal_row audit, ledger;

	m->is_new = false;
	if (root_newest(c, &last) != 0 || chain_head(c, &audit_chain, &audit) != 0 ||
	    chain_head(c, &ledger_chain, &ledger) != 0 || day_due(c, &r.on_date) != 0)
		return -1;
	*m->root = last;
	if (last.proof_root_id != 0 && r.on_date == NULL && audit.seal_no == last.audit_seal_no &&
	    ledger.seal_no == last.ledger_seal_no)
		return 0;
	r.proof_root_id = last.proof_root_id + 1;
	r.audit_seal_no = audit.seal_no;
	r.audit_hash = hex(c->arena, audit.hash);
	r.ledger_seal_no = ledger.seal_no;
	r.ledger_hash = hex(c->arena, ledger.hash);
	r.prev_hash = last.proof_root_id != 0 ? last.hash : hex(c->arena, zero_hash(c));
	if (root_write(c, &r) != 0)
		return -1;
	*m->root = r;
	m->is_new = true;
	return 0;
}

int
root_make(struct ctx *c, struct proof_root *made, bool *is_new)
{
	struct making m = { made, false };

	if (db_transact(c, root_step, &m) != 0)
		return -1;
	*is_new = m.is_new;
	return 0;
}

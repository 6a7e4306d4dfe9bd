#include "ledger/witness.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "ledger/atomic.h"
#include "ledger/root.h"
#include "ledger/seal.h"
#include "ledger/seen.h"
#include "people/seal.h"
#include "shape/write.h"

enum { PUBLISH_MS = 300 * 1000, HEX_HASH = 2 * HASH_SIZE, FRESH_MAX = 1 << 20 };

PUBLIC_SHAPE(proof_status, "What the proof found",
    FIELD(proof_status, checked_at, "When"),
    FIELD(proof_status, looked_at, "What came later is not sealed yet", .optional = true),
    FIELD(proof_status, is_clean, "Everything fits"),
    FIELD(proof_status, newest_root_id, "Newest root, or 0"),
    FIELD(proof_status, roots, "Roots"),
    FIELD(proof_status, audit_rows, "Acts under seals"),
    FIELD(proof_status, audit_seals, "Their seals"),
    FIELD(proof_status, ledger_rows, "Postings under seals"),
    FIELD(proof_status, ledger_seals, "Their seals"),
    FIELD(proof_status, wrong, "Numbers that do not fit"),
    FIELD(proof_status, untimely, "Rows with a time that cannot be"),
    FIELD(proof_status, findings, "Where", .of = &misfit_shape));

STMT(all_roots, "SELECT " ROOT_COLUMNS " FROM proof_root ORDER BY proof_root_id");
STMT(seal_last, "SELECT last_id AS id FROM chain_seal WHERE chain = ? AND seal_no = ?");

struct witness {
	struct trust trust;
	struct misfits *findings;
	struct root_file seen, published;
	char month[8];			/* of published */
	struct arena own;		/* outlives a root */
	struct text_buffer fresh;	/* roots to remember */
	int64_t roots, number, leftover, audit_seal_no, ledger_seal_no;
	char hash[HEX_HASH + 1];	/* of the root before */
	bool is_other;			/* the first other root was told */
};

static void
root_misfit(struct witness *w, const char *what, int64_t number)
{
	misfit_add(w->findings, &(struct misfit){ .what = what, .row = "root",
	    .first_id = number });
	misfits_break(w->findings);
}

/* ---- a root by itself ---- */

static int
seal_named(struct ctx *c, int64_t chain, int64_t seal_no, const char *hash_text_, bool *is_right)
{
	struct bytes now = zero_hash(c);

	if (seal_no != 0 && chain_seal_hash(c, chain, seal_no, &now) != 0)
		return -1;
	*is_right = *is_right && now.data != NULL && strcmp(hex(c->arena, now), hash_text_) == 0;
	return 0;
}

/* The first key it meets is the one it trusts; who knows better writes it down before. */
static int
key_check(struct ctx *c, struct witness *w, const struct proof_root *r)
{
	struct trust *t = &w->trust;
	struct key key;

	if (!hex_read(r->public_key, key.bytes, KEY_SIZE))
		return 0;
	for (size_t i = 0; i < t->count; i++)
		if (same_bytes(key_bytes(&t->keys[i]), key_bytes(&key)))
			return 0;
	if (t->count > 0) {
		root_misfit(w, "key", r->proof_root_id);
		return 0;
	}
	t->keys[t->count++] = key;
	return seen_append(c, "public-keys", (struct bytes){
	    arena_text(c->arena, "%s\n", r->public_key), 2 * KEY_SIZE + 1 });
}

static int
root_check(struct ctx *c, struct witness *w, const struct proof_root *r, bool *is_right)
{
	struct bytes text = root_text(c, r);
	unsigned char signature[SIGNATURE_SIZE];

	if (key_check(c, w, r) != 0)
		return -1;
	*is_right = r->proof_root_id == w->number + 1 && strcmp(r->prev_hash, w->hash) == 0 &&
	    r->audit_seal_no >= w->audit_seal_no && r->ledger_seal_no >= w->ledger_seal_no &&
	    strcmp(r->hash, hex(c->arena, hash_public(c->arena, text))) == 0 &&
	    hex_read(r->signature, signature, sizeof signature) &&
	    trust_fits(&w->trust, text, (struct bytes){ signature, sizeof signature });
	if (seal_named(c, CHAIN_AUDIT, r->audit_seal_no, r->audit_hash, is_right) != 0 ||
	    seal_named(c, CHAIN_LEDGER, r->ledger_seal_no, r->ledger_hash, is_right) != 0)
		return -1;
	if (!*is_right)
		root_misfit(w, "root", r->proof_root_id);
	return 0;
}

/* ---- beside what was seen and published ---- */

static int
last_row(struct ctx *c, int64_t chain, int64_t seal_no, int64_t *id)
{
	struct id_item row = { 0 };
	bool found;

	if (db_maybe(c, &found, &seal_last, &id_item_shape, &row, A(chain), A(seal_no)) != 0)
		return -1;
	*id = found ? row.id : 0;
	return 0;
}

/* Which rows lie between the root before and the first one that is another now. */
static int
other_rows(struct ctx *c, struct witness *w, const struct chain *chain, int64_t from_seal,
    int64_t to_seal)
{
	struct misfit one = { .what = "root_other", .chain = chain->name, .row = "root",
		.first_id = w->seen.number };

	if (last_row(c, chain->number, from_seal, &one.first_row_id) != 0 ||
	    last_row(c, chain->number, to_seal, &one.last_row_id) != 0)
		return -1;
	one.first_row_id++;
	misfit_add(w->findings, &one);
	misfits_break(w->findings);
	return 0;
}

static int
other_root(struct ctx *c, struct witness *w, const struct proof_root *r)
{
	bool is_first = !w->is_other;

	w->is_other = true;
	if (is_first && strstr(w->seen.line, r->audit_hash) == NULL &&
	    other_rows(c, w, &audit_chain, w->audit_seal_no, r->audit_seal_no) != 0)
		return -1;
	if (is_first && strstr(w->seen.line, r->ledger_hash) == NULL)
		return other_rows(c, w, &ledger_chain, w->ledger_seal_no, r->ledger_seal_no);
	root_misfit(w, "root_other", r->proof_root_id);
	return 0;
}

/* Behind the end of what was seen: nobody reads that file any more. */
static int
fresh_write(struct ctx *c, struct witness *w)
{
	size_t size = w->fresh.size;

	w->fresh.size = 0;
	return seen_append(c, "roots.jsonl", (struct bytes){ w->fresh.data, size });
}

static int
seen_check(struct ctx *c, struct witness *w, const struct proof_root *r, struct bytes line,
    bool is_right)
{
	while (w->seen.number != 0 && w->seen.number < r->proof_root_id) {
		root_misfit(w, "root_missing", w->seen.number);
		if (root_file_next(c, &w->seen) != 0)
			return -1;
	}
	if (w->seen.number == 0) {
		if (is_right)
			buffer_add(&w->fresh, line.data, line.size);
		return w->fresh.size > FRESH_MAX ? fresh_write(c, w) : 0;
	}
	if (w->seen.number > r->proof_root_id)
		return 0;
	if (strcmp(w->seen.line, line.data) != 0 && other_root(c, w, r) != 0)
		return -1;
	return root_file_next(c, &w->seen);
}

/* A line of a root made since the reading began is right; whether it is, is asked at the end. */
static int
month_leave(struct ctx *c, struct witness *w)
{
	while (w->published.number != 0) {
		w->leftover = w->published.number;
		if (root_file_next(c, &w->published) != 0)
			return -1;
	}
	return 0;
}

static int
published_check(struct ctx *c, struct witness *w, const struct proof_root *r, struct bytes line)
{
	const char *day = tokyo_date(c->arena, r->made_at);

	if (c->config->proof_folder[0] == '\0')
		return 0;
	if (strncmp(day, w->month, 7) != 0) {
		if (month_leave(c, w) != 0)
			return -1;
		memcpy(w->month, day, 7);
		if (root_file_open(c, arena_text(c->arena, "%s/roots-%s.jsonl",
		    c->config->proof_folder, w->month), &w->published) != 0)
			return -1;
	}
	if (w->published.number == 0) {
		if (r->made_at.ms + PUBLISH_MS < c->now.ms)
			root_misfit(w, "unpublished", r->proof_root_id);
		return 0;
	}
	if (strcmp(w->published.line, line.data) != 0)
		root_misfit(w, "published_other", r->proof_root_id);
	return root_file_next(c, &w->published);
}

static int
root_take(struct ctx *c, const void *row, void *arg)
{
	const struct proof_root *r = row;
	struct witness *w = arg;
	struct mark mark = arena_mark(c->arena);
	struct bytes line = root_line(c, r);
	bool is_right;

	if (root_check(c, w, r, &is_right) != 0 || seen_check(c, w, r, line, is_right) != 0 ||
	    published_check(c, w, r, line) != 0)
		return -1;
	w->roots++;
	w->number = r->proof_root_id;
	w->audit_seal_no = r->audit_seal_no;
	w->ledger_seal_no = r->ledger_seal_no;
	memcpy(w->hash, r->hash, HEX_HASH);
	arena_rewind(c->arena, mark);
	return 0;
}

static int
roots_check(struct ctx *c, struct witness *w)
{
	struct proof_root newest;

	memset(w->hash, '0', HEX_HASH);
	if (seen_keys(c, &w->trust) != 0 ||
	    root_file_open(c, seen_path(c, "roots.jsonl"), &w->seen) != 0 ||
	    db_each(c, root_take, w, &all_roots, &proof_root_shape, NULL) != 0)
		return -1;
	for (; w->seen.number != 0; w->number = w->seen.number) {
		root_misfit(w, "root_missing", w->seen.number);
		if (root_file_next(c, &w->seen) != 0)
			return -1;
	}
	if (month_leave(c, w) != 0 || root_newest(c, &newest) != 0)
		return -1;
	if (w->leftover > newest.proof_root_id)
		root_misfit(w, "root_missing", w->leftover);
	return fresh_write(c, w);
}

/* ---- everything ---- */

static int
head_remember(struct ctx *c, const struct chain *chain, const struct chain_report *report)
{
	const char *line = arena_text(c->arena, "%s %lld %s\n", chain->name,
	    (long long)report->head_no,
	    hex(c->arena, (struct bytes){ report->head_hash, HASH_SIZE }));

	if (report->head_no == 0)
		return 0;
	return seen_append(c, "heads", (struct bytes){ line, strlen(line) });
}

static int
chains_check(struct ctx *c, struct witness *w, struct proof_status *s)
{
	struct chain_report audit, ledger;

	if (seen_heads_check(c, w->findings) != 0 ||
	    chain_check(c, &audit_chain, &w->trust, w->findings, &audit) != 0 ||
	    chain_check(c, &ledger_chain, &w->trust, w->findings, &ledger) != 0)
		return -1;
	s->looked_at = audit.looked_at.ms < ledger.looked_at.ms ? audit.looked_at :
	    ledger.looked_at;
	s->audit_rows = audit.rows;
	s->audit_seals = audit.seals;
	s->ledger_rows = ledger.rows;
	s->ledger_seals = ledger.seals;
	/* What was tampered with is nothing to remember as right. */
	if (!misfits_clean(c, w->findings))
		return 0;
	return head_remember(c, &audit_chain, &audit) == 0 ?
	    head_remember(c, &ledger_chain, &ledger) : -1;
}

static int
prove_alone(struct ctx *c, struct witness *w, struct proof_status *s)
{
	int result;

	w->fresh.arena = &w->own;
	result = roots_check(c, w);
	arena_rewind(&w->own, (struct mark){ 0 });
	if (result != 0 || chains_check(c, w, s) != 0)
		return -1;
	s->roots = w->roots;
	s->newest_root_id = w->number;
	s->is_clean = misfits_clean(c, w->findings);
	s->wrong = w->findings->wrong;
	s->untimely = w->findings->untimely;
	s->findings = (struct list){ w->findings->count, w->findings->items };
	return atomic_write(c, seen_path(c, "status.json"),
	    shape_write_json(c, &proof_status_shape, s));
}

int
witness_prove(struct ctx *c, struct proof_status *s)
{
	struct misfits *findings = arena_alloc(c->arena, sizeof *findings);
	struct witness w = { .findings = findings };
	int lock, result;

	if (c->config->proof_seen_folder[0] == '\0')
		return fail_internal(c, "proof_seen_folder is not set");
	*s = (struct proof_status){ .checked_at = c->now };
	if (seen_lock(c, &lock) != 0)
		return -1;
	result = prove_alone(c, &w, s);
	close(lock);
	return result;
}

#include "people/chain_check.h"

#include <string.h>

#include "base/config.h"

/* An act takes its time when it begins and may wait for locks, eight times. */
enum { EARLY_MS = 600 * 1000, LATE_MS = 60 * 1000 };

PUBLIC_SHAPE(misfit, "Something that does not fit",
    FIELD(misfit, what, "What is wrong"),
    FIELD(misfit, chain, "Which chain", .optional = true),
    FIELD(misfit, row, "What the numbers count"),
    FIELD(misfit, first_id, "First number"),
    FIELD(misfit, last_id, "Last number"),
    FIELD(misfit, count, "How many"),
    FIELD(misfit, first_row_id, "First row under it, or 0"),
    FIELD(misfit, last_row_id, "Last row under it, or 0"));

STMT(mark_read, "SELECT seen_id, from_at, seen_at, last_seal_no, signature FROM chain_mark "
    "WHERE chain_mark_id = ?");
STMT(seal_after, "SELECT seal_no, last_id, row_count, from_at, to_at, sealed_at, prev_hash, kept, "
    "hash, signature FROM chain_seal WHERE chain = ? AND seal_no > ? ORDER BY seal_no LIMIT 1");
STMT(seal_numbered, "SELECT hash FROM chain_seal WHERE chain = ? AND seal_no = ?");

struct hash_row { struct bytes hash; };
SHAPE(hash_row, "A hash", FIELD(hash_row, hash, "The hash"));

static const char changed[] = "changed", emptied[] = "emptied", missing[] = "missing",
    inserted[] = "inserted", untimely[] = "time", seal_wrong[] = "seal", mark_wrong[] = "mark";

void
misfit_add(struct misfits *f, const struct misfit *one)
{
	struct misfit *last = f->count > 0 ? &f->items[f->count - 1] : NULL;
	bool is_time = one->what == untimely;

	*(is_time ? &f->untimely : &f->wrong) += 1;
	if (f->is_open && last != NULL && last->what == one->what && last->chain == one->chain) {
		last->last_id = one->first_id;
		last->last_row_id = one->last_row_id;
		last->count++;
		return;
	}
	/* Made-up times never take the room of the others. */
	f->is_open = f->count < (is_time ? MISFITS_MAX / 2 : MISFITS_MAX);
	if (!f->is_open) {
		f->more++;
		return;
	}
	f->items[f->count] = *one;
	f->items[f->count].last_id = one->first_id;
	f->items[f->count++].count = 1;
}

void
misfits_break(struct misfits *f)
{
	f->is_open = false;
}

bool
misfits_clean(const struct ctx *c, const struct misfits *f)
{
	return f->wrong == 0 && (f->untimely == 0 || c->config->sample);
}

bool
trust_fits(const struct trust *t, struct bytes text, struct bytes signature)
{
	for (size_t i = 0; i < t->count; i++)
		if (signature_fits(&t->keys[i], text, signature))
			return true;
	return t->count == 0;
}

/* ---- rows beside what the seal kept of them ---- */

struct walk {
	const struct chain *chain;
	struct seal_row seal;
	const unsigned char *at, *end;		/* kept */
	struct misfits *findings;
	struct chain_report *report;
};

static void
row_misfit(struct walk *w, const char *what, int64_t id)
{
	misfit_add(w->findings, &(struct misfit){ what, w->chain->name, w->chain->row, id });
}

static int64_t
kept_id(const unsigned char *at)
{
	uint64_t id = 0;

	for (int i = 0; i < 8; i++)
		id = id << 8 | at[i];
	return (int64_t)id;
}

static bool
is_timely(const struct seal_row *s, struct instant at)
{
	return at.ms <= s->to_at.ms + LATE_MS &&
	    (s->from_at.ms == 0 || at.ms >= s->from_at.ms - EARLY_MS);
}

static void
leaf_check(struct walk *w, const struct leaf *leaf)
{
	if (memcmp(w->at + 8, leaf->hash, HASH_SIZE) != 0) {
		row_misfit(w, leaf->kind == LEAF_EMPTIED ? emptied : changed, leaf->id);
	} else if (!is_timely(&w->seal, leaf->at)) {
		row_misfit(w, untimely, leaf->id);
	} else if (w->findings->is_open && w->findings->items[w->findings->count - 1].what !=
	    seal_wrong) {
		misfits_break(w->findings);
	}
}

static int
leaf_walk(struct ctx *c, const struct leaf *leaf, void *arg)
{
	struct walk *w = arg;

	(void)c;
	for (; w->at < w->end && kept_id(w->at) < leaf->id; w->at += KEPT_SIZE)
		row_misfit(w, missing, kept_id(w->at));
	if (w->at == w->end || kept_id(w->at) != leaf->id) {
		row_misfit(w, inserted, leaf->id);
		return 0;
	}
	/* Entries without their posting: the posting is what is missing. */
	if (leaf->kind == LEAF_STRAY)
		return 0;
	leaf_check(w, leaf);
	w->at += KEPT_SIZE;
	w->report->rows++;
	return 0;
}

/* ---- seals ---- */

struct link { int64_t seal_no, last_id; unsigned char hash[HASH_SIZE]; };

static bool
seal_fits(struct ctx *c, const struct walk *w, const struct link *before,
    const struct trust *trust)
{
	const struct seal_row *s = &w->seal;
	int64_t last_id = before->last_id;

	if (s->seal_no != before->seal_no + 1 || s->row_count <= 0 ||
	    s->kept.size != (size_t)s->row_count * KEPT_SIZE ||
	    !same_bytes(s->prev_hash, (struct bytes){ before->hash, HASH_SIZE }) ||
	    !same_bytes(s->hash, seal_hash(c, w->chain, s)) ||
	    !trust_fits(trust, s->hash, s->signature))
		return false;
	for (const unsigned char *at = w->at; at < w->end; at += KEPT_SIZE) {
		if (kept_id(at) <= last_id)
			return false;
		last_id = kept_id(at);
	}
	return last_id == s->last_id;
}

static int
seal_check(struct ctx *c, struct walk *w, struct link *before, const struct trust *trust)
{
	const struct seal_row *s = &w->seal;

	w->at = s->kept.data;
	w->end = w->at + s->kept.size / KEPT_SIZE * KEPT_SIZE;
	if (!seal_fits(c, w, before, trust))
		misfit_add(w->findings, &(struct misfit){ .what = seal_wrong,
		    .chain = w->chain->name, .row = "seal", .first_id = s->seal_no,
		    .first_row_id = before->last_id + 1, .last_row_id = s->last_id });
	/* No row is numbered below 1; who hides one there is found, too. */
	if (w->chain->read(c, &(struct stretch){ before->seal_no == 0 ? INT64_MIN :
	            before->last_id, s->last_id, false },
	        &(struct leaves){ leaf_walk, w }) != 0)
		return -1;
	for (; w->at < w->end; w->at += KEPT_SIZE)
		row_misfit(w, missing, kept_id(w->at));
	before->seal_no = s->seal_no;
	before->last_id = s->last_id;
	if (s->hash.size == HASH_SIZE)
		memcpy(before->hash, s->hash.data, HASH_SIZE);
	w->report->seals++;
	return 0;
}

/* What one seal needs of memory is let go before the next. */
static int
seals_check(struct ctx *c, struct walk *w, struct link *at, const struct trust *trust)
{
	struct mark mark = arena_mark(c->arena);
	bool found = true;

	while (found) {
		if (db_maybe(c, &found, &seal_after, &seal_row_shape, &w->seal,
		        A((int)w->chain->number), A(at->seal_no)) != 0 ||
		    (found && seal_check(c, w, at, trust) != 0))
			return -1;
		arena_rewind(c->arena, mark);
	}
	return 0;
}

/* Read before the seals: what it tells of must then be there. */
static int
mark_check(struct ctx *c, const struct walk *w, const struct trust *trust, bool *is_right,
    int64_t *last_seal_no)
{
	struct mark_row m = { 0 };
	bool found;

	if (db_maybe(c, &found, &mark_read, &mark_row_shape, &m, A((int)w->chain->number)) != 0)
		return -1;
	if (!found)
		m = (struct mark_row){ 0 };
	*is_right = !found || trust_fits(trust, mark_hash(c, w->chain, &m), m.signature);
	*last_seal_no = found ? m.last_seal_no : -1;
	w->report->looked_at = m.seen_at;
	return 0;
}

int
chain_check(struct ctx *c, const struct chain *chain, const struct trust *trust,
    struct misfits *f, struct chain_report *report)
{
	struct walk w = { .chain = chain, .findings = f, .report = report };
	struct link at = { 0 };
	int64_t last_seal_no;
	bool is_right;

	*report = (struct chain_report){ 0 };
	misfits_break(f);
	if (mark_check(c, &w, trust, &is_right, &last_seal_no) != 0 ||
	    seals_check(c, &w, &at, trust) != 0)
		return -1;
	report->head_no = at.seal_no;
	memcpy(report->head_hash, at.hash, HASH_SIZE);
	misfits_break(f);
	if (!is_right || at.seal_no < last_seal_no || (last_seal_no < 0 && at.seal_no > 0))
		misfit_add(f, &(struct misfit){ mark_wrong, chain->name, "seal",
		    last_seal_no < 0 ? 0 : last_seal_no });
	misfits_break(f);
	return 0;
}

int
chain_seal_hash(struct ctx *c, int64_t chain, int64_t seal_no, struct bytes *hash)
{
	struct hash_row row = { 0 };
	bool found;

	if (db_maybe(c, &found, &seal_numbered, &hash_row_shape, &row, A(chain), A(seal_no)) != 0)
		return -1;
	*hash = found ? row.hash : (struct bytes){ 0 };
	return 0;
}

#include "people/seal.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "db/keyring.h"
#include "people/seal_inside.h"

enum { LAG_MS = 2000 };

PUBLIC_SHAPE(entry_row, "An audit entry",
    FIELD(entry_row, audit_id, "Entry"),
    FIELD(entry_row, happened_at, "When"),
    FIELD(entry_row, account_id, "Who, or 0"),
    FIELD(entry_row, act, "What"),
    FIELD(entry_row, object, "On what kind of row", .optional = true),
    FIELD(entry_row, object_id, "On which row, or 0"),
    FIELD(entry_row, note, "Purpose or reason", .optional = true));
PUBLIC_SHAPE(seal_row, "A seal",
    FIELD(seal_row, audit_seal_id, "Seal"),
    FIELD(seal_row, first_id, "First entry"),
    FIELD(seal_row, last_id, "Last entry"),
    FIELD(seal_row, entries, "How many entries"),
    FIELD(seal_row, sealed_at, "When"),
    FIELD(seal_row, prev_hash, "Hash of the seal before"),
    FIELD(seal_row, hash, "Hash"));
PUBLIC_SHAPE(mark_row, "How far the sealer has looked",
    FIELD(mark_row, seen_id, "Highest entry"),
    FIELD(mark_row, seen_at, "When"),
    FIELD(mark_row, last_seal_id, "Newest seal, or 0"),
    FIELD(mark_row, check_hash, "Keyed hash of the rest"));
PUBLIC_SHAPE(root_row, "The root of a day",
    FIELD(root_row, audit_root_id, "Root"),
    FIELD(root_row, on_date, "Day"),
    FIELD(root_row, audit_seal_id, "Last seal of the day"),
    FIELD(root_row, hash, "Hash"));

/* ---- bytes and hashes ---- */

/* Lengths in front make the bytes unambiguous: no text can pose as two. */
static void
add_text(struct text_buffer *b, const char *s)
{
	if (s == NULL)
		buffer_text(b, "-,");
	else
		buffer_format(b, "%zu:%s,", strlen(s), s);
}

static void
add_number(struct text_buffer *b, int64_t n)
{
	buffer_format(b, "%lld,", (long long)n);
}

static struct bytes
keyed(struct ctx *c, const struct text_buffer *b)
{
	/* Always the first key of this purpose: a chain cannot change its key. */
	const struct key *key = keyring_version(c, "audit", 1);

	must(key != NULL);
	return hash(c->arena, key, (struct bytes){ b->data, b->size });
}

struct bytes
entry_hash(struct ctx *c, const struct entry_row *e)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_text(&b, "entry,");
	add_number(&b, e->audit_id);
	add_number(&b, e->happened_at.ms);
	add_number(&b, e->account_id);
	add_text(&b, e->act);
	add_text(&b, e->object);
	add_number(&b, e->object_id);
	add_text(&b, e->note);
	return keyed(c, &b);
}

struct bytes
seal_hash(struct ctx *c, const struct seal_row *s, struct bytes entries)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_text(&b, "seal,");
	buffer_add(&b, s->prev_hash.data, s->prev_hash.size);
	add_number(&b, s->first_id);
	add_number(&b, s->last_id);
	add_number(&b, s->entries);
	add_number(&b, s->sealed_at.ms);
	buffer_add(&b, entries.data, entries.size);
	return keyed(c, &b);
}

struct bytes
mark_hash(struct ctx *c, const struct mark_row *m)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_text(&b, "mark,");
	add_number(&b, m->seen_id);
	add_number(&b, m->seen_at.ms);
	add_number(&b, m->last_seal_id);
	return keyed(c, &b);
}

struct bytes
root_hash(struct ctx *c, struct bytes before, const char *on_date, struct bytes last_seal)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_add(&b, before.data, before.size);
	buffer_text(&b, on_date);
	buffer_add(&b, last_seal.data, last_seal.size);
	return hash(c->arena, NULL, (struct bytes){ b.data, b.size });
}

struct bytes
zero_hash(struct ctx *c)
{
	return (struct bytes){ arena_alloc(c->arena, HASH_SIZE), HASH_SIZE };
}

/* ---- sealing ---- */

STMT(mark_select,
    "SELECT seen_id, seen_at, last_seal_id, check_hash FROM audit_mark WHERE audit_mark_id = 1 "
    "FOR UPDATE");
STMT(mark_write,
    "INSERT INTO audit_mark (audit_mark_id, seen_id, seen_at, last_seal_id, check_hash) "
    "VALUES (1, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE seen_id = VALUE(seen_id), "
    "seen_at = VALUE(seen_at), last_seal_id = VALUE(last_seal_id), "
    "check_hash = VALUE(check_hash)");
STMT(last_seal,
    "SELECT audit_seal_id, first_id, last_id, entries, sealed_at, prev_hash, hash "
    "FROM audit_seal ORDER BY audit_seal_id DESC LIMIT 1");
STMT(highest_entry,
    "SELECT COALESCE(MAX(audit_id), 0) AS audit_id, NOW(3) AS happened_at, 0 AS account_id, "
    "'' AS act, 0 AS object_id FROM audit_entry");
STMT(entries_due,
    "SELECT audit_id, happened_at, account_id, act, object, object_id, note FROM audit_entry "
    "WHERE audit_id > ? AND audit_id <= ? ORDER BY audit_id LIMIT 1000 LOCK IN SHARE MODE");
STMT(seal_insert,
    "INSERT INTO audit_seal (first_id, last_id, entries, sealed_at, prev_hash, hash) "
    "VALUES (?, ?, ?, ?, ?, ?)");
STMT(sealed_insert,
    "INSERT INTO audit_sealed (audit_id, audit_seal_id, hash) VALUES (?, ?, ?)");

static int
seal_write(struct ctx *c, struct seal_row *s, const struct list *entries)
{
	const struct entry_row *e = entries->items;
	struct text_buffer hashes = { .arena = c->arena };

	for (size_t i = 0; i < entries->count; i++)
		buffer_add(&hashes, entry_hash(c, &e[i]).data, HASH_SIZE);
	s->hash = seal_hash(c, s, (struct bytes){ hashes.data, hashes.size });
	if (db_run(c, &seal_insert, A(s->first_id), A(s->last_id), A(s->entries), A(s->sealed_at),
	        A(s->prev_hash), A(s->hash)) != 0)
		return -1;
	s->audit_seal_id = db_inserted(c);
	for (size_t i = 0; i < entries->count; i++) {
		struct bytes one = { hashes.data + i * HASH_SIZE, HASH_SIZE };

		if (db_run(c, &sealed_insert, A(e[i].audit_id), A(s->audit_seal_id), A(one)) != 0)
			return -1;
	}
	return 0;
}

/* Entries behind the last seal up to the mark become one seal. */
static int
seal_due(struct ctx *c, const struct mark_row *mark, struct seal_row *last, int64_t *sealed)
{
	struct list due;
	const struct entry_row *e;
	struct seal_row s = { .sealed_at = c->now, .prev_hash = last->hash };

	if (db_list(c, &entries_due, &entry_row_shape, &due, A(last->last_id),
	        A(mark->seen_id)) != 0)
		return -1;
	*sealed = (int64_t)due.count;
	if (due.count == 0)
		return 0;
	e = due.items;
	s.first_id = e[0].audit_id;
	s.last_id = e[due.count - 1].audit_id;
	s.entries = (int64_t)due.count;
	if (seal_write(c, &s, &due) != 0)
		return -1;
	*last = s;
	return 0;
}

/* A full chunk leaves the mark where it is: the next call goes on below it. */
static int
mark_move(struct ctx *c, struct mark_row *mark, const struct seal_row *last, int64_t sealed)
{
	struct entry_row highest;

	if (db_one(c, &highest_entry, &entry_row_shape, &highest) != 0)
		return -1;
	if (sealed < SEAL_ENTRIES_MAX) {
		mark->seen_id = highest.audit_id;
		mark->seen_at = c->now;
	}
	mark->last_seal_id = last->audit_seal_id;
	return db_run(c, &mark_write, A(mark->seen_id), A(mark->seen_at), A(mark->last_seal_id),
	    A(mark_hash(c, mark)));
}

static int
seal_step(struct ctx *c, void *arg)
{
	int64_t *sealed = arg;
	struct mark_row mark = { 0 };
	struct seal_row last = { .hash = zero_hash(c) };
	bool found;

	*sealed = 0;
	if (db_maybe(c, &found, &mark_select, &mark_row_shape, &mark) != 0)
		return -1;
	if (found && mark.seen_at.ms + LAG_MS > c->now.ms)
		return 0;
	if (db_maybe(c, &found, &last_seal, &seal_row_shape, &last) != 0 ||
	    (mark.seen_id > 0 && seal_due(c, &mark, &last, sealed) != 0))
		return -1;
	return mark_move(c, &mark, &last, *sealed);
}

/*
 * Ids are given out before they are committed, so an entry may appear below
 * one that is already there.  Two things keep it from being passed over.
 * The sealer only goes up to a mark: the highest id it saw at least two
 * seconds ago.  Every id below it was taken before that, and the statement
 * that took it has put its row into the index within microseconds.  And it
 * reads with locks, in the order of ids: an entry whose act has not ended yet
 * holds it up until that act commits (then it is sealed) or is rolled back
 * (then the id stays a hole for ever).  Should a row all the same appear below
 * a seal, the proof calls it inserted: it is never silently left out.
 */
int
seal_next(struct ctx *c, int64_t *entries)
{
	return db_transact(c, seal_step, entries);
}

/* ---- roots ---- */

STMT(last_root,
    "SELECT audit_root_id, on_date, audit_seal_id, hash FROM audit_root "
    "ORDER BY audit_root_id DESC LIMIT 1");
STMT(next_seal_after,
    "SELECT audit_seal_id, first_id, last_id, entries, sealed_at, prev_hash, hash "
    "FROM audit_seal WHERE audit_seal_id > ? ORDER BY audit_seal_id LIMIT 1");
STMT(last_seal_before,
    "SELECT audit_seal_id, first_id, last_id, entries, sealed_at, prev_hash, hash "
    "FROM audit_seal WHERE audit_seal_id > ? AND sealed_at < ? "
    "ORDER BY audit_seal_id DESC LIMIT 1");
STMT(root_insert,
    "INSERT INTO audit_root (on_date, audit_seal_id, hash) VALUES (?, ?, ?)");

/* The first day behind the last root that is over and has a seal. */
static int
root_step(struct ctx *c, void *arg)
{
	struct root_row before = { .hash = zero_hash(c) }, root = { 0 };
	struct seal_row first, last;
	struct root_row *made = arg;
	bool found;

	*made = root;
	if (db_maybe(c, &found, &last_root, &root_row_shape, &before) != 0 ||
	    db_maybe(c, &found, &next_seal_after, &seal_row_shape, &first,
	        A(before.audit_seal_id)) != 0)
		return -1;
	if (!found)
		return 0;
	root.on_date = tokyo_date(c->arena, first.sealed_at);
	if (text_same(root.on_date, tokyo_date(c->arena, c->now)))
		return 0;
	if (db_one(c, &last_seal_before, &seal_row_shape, &last, A(before.audit_seal_id),
	        A(tokyo_midnight(date_add_days(c->arena, root.on_date, 1)))) != 0)
		return -1;
	root.hash = root_hash(c, before.hash, root.on_date, last.hash);
	if (db_run(c, &root_insert, A(root.on_date), A(last.audit_seal_id), A(root.hash)) != 0)
		return -1;
	root.audit_seal_id = last.audit_seal_id;
	*made = root;
	return 0;
}

int
seal_day(struct ctx *c)
{
	struct root_row made;

	for (;;) {
		if (db_transact(c, root_step, &made) != 0)
			return -1;
		if (made.on_date == NULL)
			return 0;
		log_write(LOG_INFO, "audit_root", L(on_date, made.on_date),
		    L(audit_seal_id, made.audit_seal_id), L(hash, hex(c->arena, made.hash)));
	}
}

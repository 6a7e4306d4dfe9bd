#include <string.h>

#include "base/text.h"
#include "people/seal_inside.h"

/*
 * The proof reads seal after seal.  Inside a seal's stretch of ids (from behind
 * the seal before to its last entry) the entries and their kept hashes are
 * walked side by side, so each row that does not fit is named.
 */
STMT(all_seals,
    "SELECT audit_seal_id, first_id, last_id, entries, sealed_at, prev_hash, hash "
    "FROM audit_seal WHERE audit_seal_id > ? ORDER BY audit_seal_id LIMIT 1");
STMT(stretch_entries,
    "SELECT audit_id, happened_at, account_id, act, object, object_id, note FROM audit_entry "
    "WHERE audit_id > ? AND audit_id <= ? ORDER BY audit_id LIMIT 100000");
STMT(stretch_sealed,
    "SELECT audit_id, audit_seal_id, hash FROM audit_sealed WHERE audit_id > ? AND audit_id <= ? "
    "ORDER BY audit_id LIMIT 100000");
STMT(sealed_beyond,
    "SELECT audit_id, audit_seal_id, hash FROM audit_sealed WHERE audit_id > ? "
    "ORDER BY audit_id LIMIT 100");
STMT(the_mark,
    "SELECT seen_id, seen_at, last_seal_id, check_hash FROM audit_mark WHERE audit_mark_id = 1");
STMT(all_roots,
    "SELECT audit_root_id, on_date, audit_seal_id, hash FROM audit_root WHERE audit_root_id > ? "
    "ORDER BY audit_root_id LIMIT 1");
STMT(seal_by_id,
    "SELECT audit_seal_id, first_id, last_id, entries, sealed_at, prev_hash, hash "
    "FROM audit_seal WHERE audit_seal_id = ?");

struct sealed_row { int64_t audit_id, audit_seal_id; struct bytes hash; };
SHAPE(sealed_row, "The kept hash of an entry",
    FIELD(sealed_row, audit_id, "Entry"),
    FIELD(sealed_row, audit_seal_id, "Seal"),
    FIELD(sealed_row, hash, "Hash"));

static void
find(struct findings *f, const char *what, int64_t id)
{
	if (f->count < FINDINGS_MAX)
		f->items[f->count++] = (struct finding){ what, id };
}

/* Two sorted lists side by side; gathers the kept hashes for the seal. */
static void
stretch_walk(struct ctx *c, const struct list *entries, const struct list *sealed,
    struct text_buffer *hashes, struct findings *f)
{
	const struct entry_row *e = entries->items, *e_end = e + entries->count;
	const struct sealed_row *s = sealed->items, *s_end = s + sealed->count;

	while (e < e_end || s < s_end) {
		if (s == s_end || (e < e_end && e->audit_id < s->audit_id)) {
			find(f, "inserted", e++->audit_id);
			continue;
		}
		buffer_add(hashes, s->hash.data, s->hash.size);
		if (e == e_end || e->audit_id > s->audit_id) {
			find(f, "missing", s++->audit_id);
			continue;
		}
		if (!same_bytes(entry_hash(c, e), s->hash))
			find(f, "changed", e->audit_id);
		e++;
		s++;
	}
	f->entries += (int64_t)entries->count;
}

static int
seal_check(struct ctx *c, const struct seal_row *before, const struct seal_row *s,
    struct findings *f)
{
	struct list entries, sealed;
	struct text_buffer hashes = { .arena = c->arena };

	if (db_list(c, &stretch_entries, &entry_row_shape, &entries, A(before->last_id),
	        A(s->last_id)) != 0 ||
	    db_list(c, &stretch_sealed, &sealed_row_shape, &sealed, A(before->last_id),
	        A(s->last_id)) != 0)
		return -1;
	stretch_walk(c, &entries, &sealed, &hashes, f);
	if (!same_bytes(s->prev_hash, before->hash) || s->first_id <= before->last_id ||
	    !same_bytes(s->hash, seal_hash(c, s, (struct bytes){ hashes.data, hashes.size })))
		find(f, "seal", s->audit_seal_id);
	f->seals++;
	return 0;
}

/* What one seal needs of memory is let go before the next. */
struct link { int64_t id, last_id; unsigned char hash[HASH_SIZE]; };

static int
seals_check(struct ctx *c, struct link *at, struct findings *f)
{
	struct mark mark = arena_mark(c->arena);
	bool found = true;

	while (found) {
		struct seal_row before = { .audit_seal_id = at->id, .last_id = at->last_id,
			.hash = { at->hash, HASH_SIZE } };
		struct seal_row s;

		if (db_maybe(c, &found, &all_seals, &seal_row_shape, &s, A(at->id)) != 0)
			return -1;
		if (!found)
			break;
		if (seal_check(c, &before, &s, f) != 0)
			return -1;
		at->id = s.audit_seal_id;
		at->last_id = s.last_id;
		if (s.hash.size == HASH_SIZE)
			memcpy(at->hash, s.hash.data, HASH_SIZE);
		arena_rewind(c->arena, mark);
	}
	return 0;
}

/* A cut-off end: seals the mark knows of, or kept hashes behind the last seal. */
static int
end_check(struct ctx *c, const struct link *last, struct findings *f)
{
	struct mark_row m;
	struct list beyond;
	const struct sealed_row *s;
	bool found;

	if (db_list(c, &sealed_beyond, &sealed_row_shape, &beyond, A(last->last_id)) != 0 ||
	    db_maybe(c, &found, &the_mark, &mark_row_shape, &m) != 0)
		return -1;
	s = beyond.items;
	for (size_t i = 0; i < beyond.count; i++)
		find(f, "missing", s[i].audit_id);
	if ((!found && last->id > 0) || (found && (m.last_seal_id > last->id ||
	        !same_bytes(m.check_hash, mark_hash(c, &m)))))
		find(f, "mark", found ? m.last_seal_id : 0);
	return 0;
}

static int
roots_check(struct ctx *c, struct findings *f)
{
	struct bytes before = zero_hash(c);
	int64_t at = 0;

	for (;;) {
		struct root_row r;
		struct seal_row s;
		bool found, sealed;

		if (db_maybe(c, &found, &all_roots, &root_row_shape, &r, A(at)) != 0)
			return -1;
		if (!found)
			return 0;
		if (db_maybe(c, &sealed, &seal_by_id, &seal_row_shape, &s, A(r.audit_seal_id)) != 0)
			return -1;
		if (!sealed || !same_bytes(r.hash, root_hash(c, before, r.on_date, s.hash)))
			find(f, "root", r.audit_root_id);
		before = r.hash;
		at = r.audit_root_id;
	}
}

int
seal_verify(struct ctx *c, struct findings *f)
{
	struct link last = { 0 };

	*f = (struct findings){ 0 };
	if (seals_check(c, &last, f) != 0 || end_check(c, &last, f) != 0)
		return -1;
	return roots_check(c, f);
}

#include "people/chain.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/config.h"

enum { LAG_MS = 2000 };

PUBLIC_SHAPE(seal_row, "A seal",
    FIELD(seal_row, seal_no, "Its place"),
    FIELD(seal_row, last_id, "Last row"),
    FIELD(seal_row, row_count, "How many rows"),
    FIELD(seal_row, from_at, "None of them was there yet", .optional = true),
    FIELD(seal_row, to_at, "They were there"),
    FIELD(seal_row, sealed_at, "When"),
    FIELD(seal_row, prev_hash, "Hash of the seal before"),
    FIELD(seal_row, kept, "Number and hash of each row", .optional = true),
    FIELD(seal_row, hash, "Hash"),
    FIELD(seal_row, signature, "Signature"));
PUBLIC_SHAPE(mark_row, "How far the sealer has looked",
    FIELD(mark_row, seen_id, "Highest row"),
    FIELD(mark_row, from_at, "The look before", .optional = true),
    FIELD(mark_row, seen_at, "When"),
    FIELD(mark_row, last_seal_no, "Newest seal, or 0"),
    FIELD(mark_row, signature, "Signature"));

/* ---- bytes and hashes ---- */

/* By hand: a proof writes some forty numbers for each posting. */
void
leaf_number(struct text_buffer *b, int64_t n)
{
	char digits[24], *at = digits + sizeof digits;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	*--at = ',';
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest != 0);
	if (n < 0)
		*--at = '-';
	buffer_add(b, at, (size_t)(digits + sizeof digits - at));
}

void
leaf_text(struct text_buffer *b, const char *s)
{
	if (s == NULL)
		buffer_text(b, "-,");
	else
		buffer_format(b, "%zu:%s,", strlen(s), s);
}

void
leaf_hash(struct ctx *c, struct leaf *leaf, const struct text_buffer *b)
{
	memcpy(leaf->hash, hash_public(c->arena, (struct bytes){ b->data, b->size }).data,
	    HASH_SIZE);
}

struct bytes
seal_hash(struct ctx *c, const struct chain *chain, const struct seal_row *s)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_format(&b, "seal,%s,", chain->name);
	leaf_number(&b, s->seal_no);
	leaf_number(&b, s->last_id);
	leaf_number(&b, s->row_count);
	leaf_number(&b, s->from_at.ms);
	leaf_number(&b, s->to_at.ms);
	leaf_number(&b, s->sealed_at.ms);
	buffer_add(&b, s->prev_hash.data, s->prev_hash.size);
	buffer_add(&b, s->kept.data, s->kept.size);
	return hash_public(c->arena, (struct bytes){ b.data, b.size });
}

struct bytes
mark_hash(struct ctx *c, const struct chain *chain, const struct mark_row *m)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_format(&b, "mark,%s,", chain->name);
	leaf_number(&b, m->seen_id);
	leaf_number(&b, m->from_at.ms);
	leaf_number(&b, m->seen_at.ms);
	leaf_number(&b, m->last_seal_no);
	return hash_public(c->arena, (struct bytes){ b.data, b.size });
}

struct bytes
zero_hash(struct ctx *c)
{
	return (struct bytes){ arena_alloc(c->arena, HASH_SIZE), HASH_SIZE };
}

/* ---- the key ---- */

int
chain_signer(struct ctx *c, const struct signer **out)
{
	static struct signer signer;
	static bool is_read;
	const char *path = c->config->proof_key_file;
	struct key seed;
	char line[200] = "";
	FILE *file;

	*out = &signer;
	if (is_read)
		return 0;
	if (path[0] == '\0')
		return fail_internal(c, "proof_key_file is not set: madoctl proof keygen");
	if ((file = fopen(path, "re")) == NULL)
		return fail_internal(c, "%s: %s", path, strerror(errno));
	if (fgets(line, sizeof line, file) != NULL)
		line[strcspn(line, "\r\n")] = '\0';
	fclose(file);
	if (strlen(line) != 2 * KEY_SIZE || !hex_read(line, seed.bytes, KEY_SIZE))
		return fail_internal(c, "%s: is no line of 64 hex digits", path);
	signer = signer_of(&seed);
	is_read = true;
	return 0;
}

struct bytes
key_bytes(const struct key *key)
{
	return (struct bytes){ key->bytes, KEY_SIZE };
}

/* ---- sealing ---- */

STMT(mark_select, "SELECT seen_id, from_at, seen_at, last_seal_no, signature FROM chain_mark "
    "WHERE chain_mark_id = ? FOR UPDATE");
STMT(mark_write,
    "INSERT INTO chain_mark (chain_mark_id, seen_id, from_at, seen_at, last_seal_no, signature) "
    "VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE seen_id = VALUE(seen_id), "
    "from_at = VALUE(from_at), seen_at = VALUE(seen_at), "
    "last_seal_no = VALUE(last_seal_no), signature = VALUE(signature)");
STMT(head_select, "SELECT seal_no, last_id, row_count, from_at, to_at, sealed_at, prev_hash, "
    "hash, signature FROM chain_seal WHERE chain = ? ORDER BY seal_no DESC LIMIT 1");
STMT(seal_insert, "INSERT INTO chain_seal (chain, seal_no, last_id, row_count, from_at, to_at, "
    "sealed_at, prev_hash, kept, hash, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

int
chain_head(struct ctx *c, const struct chain *chain, struct seal_row *head)
{
	bool found;

	if (db_maybe(c, &found, &head_select, &seal_row_shape, head, A((int)chain->number)) != 0)
		return -1;
	if (!found)
		*head = (struct seal_row){ .hash = zero_hash(c) };
	return 0;
}

struct keeping { struct text_buffer kept; struct seal_row *seal; };

static int
keep(struct ctx *c, const struct leaf *leaf, void *arg)
{
	struct keeping *k = arg;
	unsigned char id[8];

	(void)c;
	if (leaf->kind == LEAF_STRAY)
		return 0;
	for (int i = 0; i < 8; i++)
		id[i] = (unsigned char)((uint64_t)leaf->id >> (56 - 8 * i));
	buffer_add(&k->kept, id, sizeof id);
	buffer_add(&k->kept, leaf->hash, HASH_SIZE);
	k->seal->last_id = leaf->id;
	k->seal->row_count++;
	return 0;
}

/* Rows behind the last seal up to the mark become one seal. */
static int
seal_due(struct ctx *c, const struct chain *chain, const struct mark_row *mark,
    struct seal_row *last)
{
	struct seal_row s = { .seal_no = last->seal_no + 1, .from_at = mark->from_at,
		.to_at = mark->seen_at, .sealed_at = c->now, .prev_hash = last->hash };
	struct keeping k = { { .arena = c->arena }, &s };
	const struct signer *signer;

	if (chain_signer(c, &signer) != 0 ||
	    chain->read(c, &(struct stretch){ last->last_id, mark->seen_id, true },
	        &(struct leaves){ keep, &k }) != 0)
		return -1;
	last->row_count = s.row_count;
	if (s.row_count == 0)
		return 0;
	s.kept = (struct bytes){ k.kept.data, k.kept.size };
	s.hash = seal_hash(c, chain, &s);
	s.signature = signature_of(c->arena, signer, s.hash);
	*last = s;
	return db_run(c, &seal_insert, A((int)chain->number), A(s.seal_no), A(s.last_id),
	    A(s.row_count), A(s.from_at), A(s.to_at), A(s.sealed_at), A(s.prev_hash), A(s.kept),
	    A(s.hash), A(s.signature));
}

/* A full seal leaves the mark where it is: the next call goes on below it. */
static int
mark_move(struct ctx *c, const struct chain *chain, struct mark_row *mark,
    const struct seal_row *last)
{
	const struct signer *signer;
	struct id_item highest;

	if (chain_signer(c, &signer) != 0 ||
	    db_one(c, chain->highest, &id_item_shape, &highest) != 0)
		return -1;
	if (last->row_count < CHAIN_ROWS_MAX) {
		mark->seen_id = highest.id;
		mark->from_at = mark->seen_at;
		mark->seen_at = c->now;
	}
	mark->last_seal_no = last->seal_no;
	return db_run(c, &mark_write, A((int)chain->number), A(mark->seen_id), A(mark->from_at),
	    A(mark->seen_at), A(mark->last_seal_no),
	    A(signature_of(c->arena, signer, mark_hash(c, chain, mark))));
}

/* The clock was set back: that look says nothing, and another one is made now.  What
 * waits came to be since the look before, if that one can be right. */
static void
clock_went_back(struct mark_row *mark, struct instant now)
{
	mark->seen_at = mark->from_at.ms <= now.ms ? mark->from_at : (struct instant){ 0 };
}

struct sealing { const struct chain *chain; int64_t rows; };

static int
seal_step(struct ctx *c, void *arg)
{
	struct sealing *sealing = arg;
	const struct chain *chain = sealing->chain;
	struct mark_row mark = { 0 };
	struct seal_row last;
	bool found;

	sealing->rows = 0;
	if (db_maybe(c, &found, &mark_select, &mark_row_shape, &mark, A((int)chain->number)) != 0)
		return -1;
	if (!found)
		mark = (struct mark_row){ 0 };
	if (found && mark.seen_at.ms <= c->now.ms && mark.seen_at.ms + LAG_MS > c->now.ms)
		return 0;
	if (chain_head(c, chain, &last) != 0)
		return -1;
	last.row_count = 0;
	if (mark.seen_at.ms > c->now.ms)
		clock_went_back(&mark, c->now);
	else if (mark.seen_id > last.last_id && seal_due(c, chain, &mark, &last) != 0)
		return -1;
	sealing->rows = last.row_count;
	return mark_move(c, chain, &mark, &last);
}

/*
 * Numbers are given out before they are committed, so a row may appear below
 * one that is already there.  Two things keep it from being passed over.
 * The sealer only goes up to a mark: the highest number it saw at least two
 * seconds ago.  Every number below it was taken before that, and the statement
 * that took it has put its row into the index within microseconds.  And it
 * reads with locks, in the order of numbers: a row whose act has not ended yet
 * holds it up until that act commits (then it is sealed) or is rolled back
 * (then the number stays a hole for ever).  Should a row all the same appear
 * below a seal, the proof calls it inserted: it is never silently left out.
 *
 * The two looks give a seal its window: its rows were there at to_at and, their
 * numbers being higher than all of then, not yet at from_at.  A row that says
 * it happened at another time lies.
 */
int
chain_seal(struct ctx *c, const struct chain *chain, int64_t *rows)
{
	struct sealing sealing = { chain, 0 };
	struct mark mark = arena_mark(c->arena);

	if (db_transact(c, seal_step, &sealing) != 0)
		return -1;
	arena_rewind(c->arena, mark);
	*rows = sealing.rows;
	return 0;
}

int
chain_waits(struct ctx *c, const struct chain *chain, struct instant before, bool *waits)
{
	struct seal_row head;
	struct id_item row;

	if (chain_head(c, chain, &head) != 0)
		return -1;
	return db_maybe(c, waits, chain->waiting, &id_item_shape, &row, A(head.last_id), A(before));
}

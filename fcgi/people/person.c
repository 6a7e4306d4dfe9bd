#include "people/person.h"

#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/audit.h"

const struct reason too_many = { 409, "too_many" };
const struct reason unknown_purpose = { 409, "unknown_purpose" };

const char *const person_purposes[] = { "counter_sale", "card", "inquiry", "correction", "check",
	NULL };

PUBLIC_SHAPE(person_match, "A person who may be the one",
    FIELD(person_match, person_id, "Person"),
    FIELD(person_match, kana, "Reading of the name", .max = 120),
    FIELD(person_match, birth_on, "Birth date", .format = &format_date),
    FIELD(person_match, address_hint, "Town without the house number", .max = 200),
    FIELD(person_match, has_account, "Linked with an account"),
    FIELD(person_match, has_card, "Holds a valid card"));

/* A row as stored: sealed but for birth date. */
struct sealed_person {
	int64_t person_id;
	struct bytes key_wrapped, name_sealed, kana_sealed, address_sealed, phone_sealed;
	const char *birth_on;
	struct instant made_at;
	bool has_account, has_card;
};
SHAPE(sealed_person, "A person as stored",
    FIELD(sealed_person, person_id, "Person"),
    FIELD(sealed_person, key_wrapped, "Key, wrapped"),
    FIELD(sealed_person, name_sealed, "Name"),
    FIELD(sealed_person, kana_sealed, "Reading"),
    FIELD(sealed_person, address_sealed, "Address"),
    FIELD(sealed_person, phone_sealed, "Telephone", .optional = true),
    FIELD(sealed_person, birth_on, "Birth date"),
    FIELD(sealed_person, made_at, "When"),
    FIELD(sealed_person, has_account, "Linked"),
    FIELD(sealed_person, has_card, "Holds a card"));

struct key_row { int64_t person_id; struct bytes key_wrapped; };
SHAPE(key_row, "A person's key",
    FIELD(key_row, person_id, "Person"),
    FIELD(key_row, key_wrapped, "Wrapped", .optional = true));

#define SEALED "SELECT p.person_id, p.key_wrapped, p.name_sealed, p.kana_sealed, "		\
	"p.address_sealed, p.phone_sealed, p.birth_on, p.made_at, "				\
	"EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.person_id) AS has_account, "	\
	"p.has_card FROM person p "								\
	"WHERE p.erased_at IS NULL AND "
STMT(person_select, SEALED "p.person_id = ?");
STMT(person_equal, SEALED "p.kana_fold = ? ORDER BY p.birth_on, p.person_id LIMIT 21");
STMT(person_equal_born,
    SEALED "p.kana_fold = ? AND p.birth_on = ? ORDER BY p.person_id LIMIT 21");
STMT(person_begin,
    SEALED "p.kana_fold LIKE CONCAT(?, '%') "
    "ORDER BY p.kana_fold, p.birth_on, p.person_id LIMIT 21");
STMT(person_begin_born,
    SEALED "p.kana_fold LIKE CONCAT(?, '%') AND p.birth_on = ? "
    "ORDER BY p.kana_fold, p.person_id LIMIT 21");
STMT(person_insert,
    "INSERT INTO person (kana_fold, birth_on, made_at) VALUES (?, ?, ?)");
STMT(person_fill,
    "UPDATE person SET key_wrapped = ?, name_sealed = ?, kana_sealed = ?, address_sealed = ?, "
    "phone_sealed = ? WHERE person_id = ?");
STMT(person_lock_row,
    "SELECT person_id, key_wrapped FROM person WHERE person_id = ? AND erased_at IS NULL "
    "FOR UPDATE");
STMT(gate_lock,
    "SELECT person_gate_id AS person_id FROM person_gate WHERE person_gate_id = ? FOR UPDATE");
STMT(person_account, "SELECT account_id AS person_id FROM account WHERE person_id = ?");
STMT(person_set_card, "UPDATE person SET has_card = ? WHERE person_id = ?");
STMT(person_empty,
    "UPDATE person SET key_wrapped = NULL, name_sealed = NULL, kana_sealed = NULL, "
    "address_sealed = NULL, phone_sealed = NULL, kana_fold = NULL, birth_on = NULL, "
    "has_card = 0, erased_at = ? WHERE person_id = ? AND erased_at IS NULL");
STMT(person_close_claims,
    "UPDATE person_claim SET expires_at = ? WHERE person_id = ? AND used_at IS NULL");
STMT(keys_behind,
    "SELECT person_id, key_wrapped FROM person WHERE person_id > ? AND key_wrapped IS NOT NULL "
    "ORDER BY person_id LIMIT 500 FOR UPDATE");
STMT(key_set, "UPDATE person SET key_wrapped = ? WHERE person_id = ?");

static const char *
key_place(struct ctx *c, int64_t person_id)
{
	return arena_text(c->arena, "person.%lld", (long long)person_id);
}

static const char *
place(struct ctx *c, const char *column, int64_t person_id)
{
	return arena_text(c->arena, "person.%s.%lld", column, (long long)person_id);
}

static struct bytes
close_field(struct ctx *c, const struct key *key, const char *where, const char *text)
{
	if (text_is_empty(text))
		return (struct bytes){ NULL, 0 };
	return seal(c->arena, key, where, (struct bytes){ text, strlen(text) });
}

static int
open_field(struct ctx *c, const struct key *key, const char *where, struct bytes sealed,
    const char **text)
{
	struct bytes clear;

	*text = NULL;
	if (sealed.data == NULL)
		return 0;
	if (!seal_open(c->arena, key, where, sealed, &clear))
		return fail_internal(c, "%s does not open", where);
	*text = clear.data;
	return 0;
}

static int
open_person(struct ctx *c, const struct sealed_person *s, struct person *out)
{
	int64_t id = s->person_id;
	struct key key;

	if (!keyring_unwrap(c, key_place(c, id), s->key_wrapped, &key))
		return fail_internal(c, "key of person %lld does not open", (long long)id);
	*out = (struct person){ .person_id = id, .birth_on = s->birth_on, .made_at = s->made_at };
	if (open_field(c, &key, place(c, "name", id), s->name_sealed, &out->name) != 0 ||
	    open_field(c, &key, place(c, "kana", id), s->kana_sealed, &out->kana) != 0 ||
	    open_field(c, &key, place(c, "address", id), s->address_sealed, &out->address) != 0)
		return -1;
	return open_field(c, &key, place(c, "phone", id), s->phone_sealed, &out->phone);
}

int
person_make(struct ctx *c, const struct person *p, int64_t *person_id)
{
	struct key key = random_key();
	int64_t id;

	must(db_in_transaction(c));
	if (db_run(c, &person_insert, A(text_fold_kana(c->arena, p->kana)), A(p->birth_on),
	        A(c->now)) != 0)
		return -1;
	*person_id = id = db_inserted(c);
	return db_run(c, &person_fill, A(keyring_wrap(c, key_place(c, id), &key)),
	    A(close_field(c, &key, place(c, "name", id), p->name)),
	    A(close_field(c, &key, place(c, "kana", id), p->kana)),
	    A(close_field(c, &key, place(c, "address", id), p->address)),
	    A(close_field(c, &key, place(c, "phone", id), p->phone)), A(id));
}

/* ---- finding ---- */

/* Up to the first digit, ASCII or full-width (EF BC 90 to EF BC 99); an address
 * without any shows its first six letters. */
static const char *
town_of(struct ctx *c, const char *address)
{
	const char *at = address;
	int letters = 0;

	while (*at != '\0') {
		const char *before = at;
		uint32_t p = text_next(&at);

		if ((p >= '0' && p <= '9') || (p >= 0xff10 && p <= 0xff19))
			return arena_text(c->arena, "%.*s", (int)(before - address), address);
	}
	for (at = address; *at != '\0' && letters < 6; letters++)
		text_next(&at);
	return arena_text(c->arena, "%.*s", (int)(at - address), address);
}

static int
purpose_check(struct ctx *c, const char *purpose)
{
	for (const char *const *p = person_purposes; *p != NULL; p++)
		if (text_same(*p, purpose))
			return 0;
	return fail(c, &unknown_purpose, "purpose");
}

static int
open_matches(struct ctx *c, const struct list *rows, struct list *matches)
{
	const struct sealed_person *s = rows->items;
	struct person_match *out;

	if (rows->count > PERSON_MATCHES_MAX)
		return fail(c, &too_many, "kana", { P(most, PERSON_MATCHES_MAX) });
	out = arena_alloc(c->arena, rows->count * sizeof *out);
	for (size_t i = 0; i < rows->count; i++) {
		struct person p;

		if (open_person(c, &s[i], &p) != 0)
			return -1;
		out[i] = (struct person_match){ p.person_id, p.kana, p.birth_on,
			town_of(c, p.address), s[i].has_account, s[i].has_card };
	}
	*matches = (struct list){ rows->count, out };
	return 0;
}

static int
find_by(struct ctx *c, const struct stmt *stmt, const char *fold, const char *birth_on,
    struct list *matches)
{
	struct list rows;
	int done = birth_on != NULL ?
	    db_list(c, stmt, &sealed_person_shape, &rows, A(fold), A(birth_on)) :
	    db_list(c, stmt, &sealed_person_shape, &rows, A(fold));

	return done == 0 ? open_matches(c, &rows, matches) : -1;
}

static int
find_logged(struct ctx *c, const char *purpose)
{
	if (purpose_check(c, purpose) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "person.find", NULL, 0, purpose });
}

int
person_find(struct ctx *c, const char *kana, const char *birth_on, const char *purpose,
    struct list *matches)
{
	if (find_logged(c, purpose) != 0)
		return -1;
	return find_by(c, birth_on != NULL ? &person_equal_born : &person_equal,
	    text_fold_kana(c->arena, kana), birth_on, matches);
}

int
person_search(struct ctx *c, const char *kana, const char *birth_on, const char *purpose,
    struct list *matches)
{
	const char *fold = text_fold_kana(c->arena, kana);

	if (find_logged(c, purpose) != 0)
		return -1;
	/* Folded kana hold no sign that LIKE would read as a pattern. */
	must(strpbrk(fold, "%_\\") == NULL);
	if (text_length(fold) < (birth_on != NULL ? 1 : 2))
		return fail(c, &too_many, "kana", { P(most, PERSON_MATCHES_MAX) });
	return find_by(c, birth_on != NULL ? &person_begin_born : &person_begin, fold, birth_on,
	    matches);
}

int
person_look(struct ctx *c, int64_t person_id, const char *purpose, struct person *out)
{
	struct sealed_person s;

	if (purpose_check(c, purpose) != 0 ||
	    db_one(c, &person_select, &sealed_person_shape, &s, A(person_id)) != 0)
		return -1;
	/* Before it is opened: a look that is not written down does not happen. */
	if (audit_write(c, &(struct audit){ "person.look", "person", person_id, purpose }) != 0)
		return -1;
	return open_person(c, &s, out);
}

int
person_own(struct ctx *c, struct person *out)
{
	struct sealed_person s;

	must(c->actor.audience == AUDIENCE_RESIDENT);
	if (db_one(c, &person_select, &sealed_person_shape, &s, A(c->actor.person_id)) != 0)
		return -1;
	return open_person(c, &s, out);
}

/* ---- the row ---- */

struct gate_row { int64_t person_id; };
SHAPE(gate_row, "A gate, locked", FIELD(gate_row, person_id, "Its number"));

int
person_gate(struct ctx *c, const char *kana, const char *birth_on)
{
	struct bytes h = hash_text(c->arena, NULL, arena_text(c->arena, "%s %s",
	    text_fold_kana(c->arena, kana), birth_on));
	int64_t gate = *(const unsigned char *)h.data;
	struct gate_row row;

	must(db_in_transaction(c));
	return db_one(c, &gate_lock, &gate_row_shape, &row, A(gate));
}

int
person_lock(struct ctx *c, int64_t person_id)
{
	struct key_row row;

	must(db_in_transaction(c));
	return db_one(c, &person_lock_row, &key_row_shape, &row, A(person_id));
}

int
person_has_account(struct ctx *c, int64_t person_id, bool *has)
{
	struct key_row unused;

	return db_maybe(c, has, &person_account, &key_row_shape, &unused, A(person_id));
}

int
person_mark_card(struct ctx *c, int64_t person_id, bool has_card)
{
	return db_run(c, &person_set_card, A(has_card), A(person_id));
}

static int
erase(struct ctx *c, void *arg)
{
	const int64_t *person_id = arg;

	if (db_run(c, &person_empty, A(c->now), A(*person_id)) != 0)
		return -1;
	if (db_changed(c) != 1)
		return fail(c, &not_found, "person_id");
	if (db_run(c, &person_close_claims, A(c->now), A(*person_id)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "person.erase", "person", *person_id, NULL });
}

int
person_erase(struct ctx *c, int64_t person_id)
{
	return db_transact(c, erase, &person_id);
}

struct rewrap { int64_t after, count, chunk; };

static int
rewrap_chunk(struct ctx *c, void *arg)
{
	struct rewrap *r = arg;
	const struct key_row *rows;
	struct list list;

	if (db_list(c, &keys_behind, &key_row_shape, &list, A(r->after)) != 0)
		return -1;
	rows = list.items;
	for (size_t i = 0; i < list.count; i++) {
		const char *where = key_place(c, rows[i].person_id);
		struct key key;

		if (!keyring_unwrap(c, where, rows[i].key_wrapped, &key))
			return fail_internal(c, "key of %s does not open", where);
		if (db_run(c, &key_set, A(keyring_wrap(c, where, &key)), A(rows[i].person_id)) != 0)
			return -1;
	}
	r->chunk = (int64_t)list.count;
	if (list.count > 0)
		r->after = rows[list.count - 1].person_id;
	return 0;
}

int
person_rewrap(struct ctx *c, int64_t *count)
{
	struct rewrap r = { 0 };
	struct mark mark = arena_mark(c->arena);

	*count = 0;
	do {
		struct rewrap next = r;

		/* A chunk that runs again starts where this one started. */
		if (db_transact(c, rewrap_chunk, &next) != 0)
			return -1;
		r = next;
		*count += r.chunk;
		arena_rewind(c->arena, mark);
	} while (r.chunk > 0);
	return 0;
}

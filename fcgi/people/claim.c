#include <ctype.h>
#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/audit.h"
#include "people/person.h"

const struct reason claim_wrong = { 409, "claim_wrong" };
const struct reason claim_used = { 409, "claim_used" };
const struct reason already_linked = { 409, "already_linked" };

enum { CODE_BYTES = 10, CODE_LETTERS = 16, LIFETIME_DAYS = 180 };

struct claim_row { int64_t person_claim_id, person_id; bool is_used, is_open; };
SHAPE(claim_row, "A claim code",
    FIELD(claim_row, person_claim_id, "Claim"),
    FIELD(claim_row, person_id, "Person"),
    FIELD(claim_row, is_used, "Was used"),
    FIELD(claim_row, is_open, "Not expired"));

STMT(claim_insert,
    "INSERT INTO person_claim (person_id, code_hash, made_at, expires_at) VALUES (?, ?, ?, ?)");
STMT(claim_lock,
    "SELECT person_claim_id, person_id, used_at IS NOT NULL AS is_used, expires_at > ? AS is_open "
    "FROM person_claim WHERE code_hash = ? FOR UPDATE");
STMT(claim_take,
    "UPDATE person_claim SET used_at = ?, account_id = ? WHERE person_claim_id = ?");
STMT(account_link,
    "UPDATE account SET person_id = ? WHERE account_id = ? AND audience = 'resident' "
    "AND person_id IS NULL");

/* Sixteen letters of the code, as typed: groups, capitals and look-alikes. */
static bool
normalise(const char *typed, char code[CODE_LETTERS + 1])
{
	size_t size = 0;

	for (; *typed != '\0'; typed++) {
		char letter = (char)tolower((unsigned char)*typed);

		if (letter == ' ' || letter == '-')
			continue;
		if (letter == 'o')
			letter = '0';
		else if (letter == 'i' || letter == 'l')
			letter = '1';
		if (size == CODE_LETTERS ||
		    strchr("0123456789abcdefghjkmnpqrstvwxyz", letter) == NULL)
			return false;
		code[size++] = letter;
	}
	code[size] = '\0';
	return size == CODE_LETTERS;
}

static bool
matches_claim(const char *s)
{
	char code[CODE_LETTERS + 1];

	return strlen(s) <= 40 && normalise(s, code);
}

const struct format format_claim = { "claim code",
	"^[ \\-]*(?:[0-9A-TV-Za-tv-z][ \\-]*){16}$", "5m1q-z0c8-v7x2-0abc", matches_claim };

static struct bytes
code_hash(struct ctx *c, const char *code)
{
	struct key key = key_derive(keyring_key(c, "code"), "person_claim");

	return hash_text(c->arena, &key, code);
}

int
claim_make(struct ctx *c, int64_t person_id, const char **code)
{
	const char *s = random_code(c->arena, CODE_BYTES);
	struct instant expires_at = { c->now.ms + LIFETIME_DAYS * 86400 * INT64_C(1000) };

	*code = arena_text(c->arena, "%.4s-%.4s-%.4s-%.4s", s, s + 4, s + 8, s + 12);
	return db_run(c, &claim_insert, A(person_id), A(code_hash(c, s)), A(c->now), A(expires_at));
}

int
claim_use(struct ctx *c, const char *typed, int64_t account_id, int64_t *person_id)
{
	char code[CODE_LETTERS + 1];
	struct claim_row row;
	bool found;

	must(db_in_transaction(c));
	if (!normalise(typed, code))
		return fail(c, &claim_wrong, "claim_code");
	if (db_maybe(c, &found, &claim_lock, &claim_row_shape, &row, A(c->now),
	        A(code_hash(c, code))) != 0)
		return -1;
	if (found && row.is_used)
		return fail(c, &claim_used, "claim_code");
	if (!found || !row.is_open)
		return fail(c, &claim_wrong, "claim_code");
	/* A unique key keeps a person to one account, whoever comes at the same time. */
	if (db_run(c, &account_link, A(row.person_id), A(account_id)) != 0)
		return db_duplicate(c) != NULL ? fail(c, &already_linked, NULL) : -1;
	if (db_changed(c) != 1)
		return fail(c, &already_linked, NULL);
	if (db_run(c, &claim_take, A(c->now), A(account_id), A(row.person_claim_id)) != 0)
		return -1;
	*person_id = row.person_id;
	return audit_write(c, &(struct audit){ "person.claim", "person", row.person_id, NULL });
}

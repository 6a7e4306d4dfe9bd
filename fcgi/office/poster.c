#include "office/poster.h"

#include <stdio.h>
#include <string.h>

#include "base/config.h"
#include "base/crypto.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"

const struct reason poster_invalid = { 409, "poster_invalid" };
const struct reason poster_revoked = { 409, "poster_revoked" };
const struct reason already_revoked = { 409, "already_revoked" };

enum { CHECK_BYTES = 10, CHECK_LETTERS = 16, CODE_MAX = 60 };

PUBLIC_SHAPE(poster, "One print of a shop's code",
    FIELD(poster, poster_id, "Poster"),
    FIELD(poster, version, "Counts the prints of the shop"),
    FIELD(poster, note, "Where it hangs, why it was printed", .max = 80, .optional = true),
    FIELD(poster, made_at, "When it was made"),
    FIELD(poster, revoked_at, "When it was revoked", .optional = true));

struct print {
	int64_t poster_id, shop_id, version, key_version;
	const char *shop_no;
	bool is_revoked;
};
SHAPE(print, "What a check is made of",
    FIELD(print, poster_id, "Poster"),
    FIELD(print, shop_id, "Shop"),
    FIELD(print, version, "Print"),
    FIELD(print, key_version, "Key"),
    FIELD(print, shop_no, "Number of the shop", .max = 6),
    FIELD(print, is_revoked, "Revoked"));

struct number { int64_t number; };
SHAPE(number, "A number", FIELD(number, number, "The number"));

STMT(shop_lock, "SELECT shop_id AS number FROM shop WHERE shop_id = ? FOR UPDATE");
STMT(version_next, "SELECT COALESCE(MAX(version), 0) + 1 AS number FROM poster WHERE shop_id = ?");
STMT(poster_insert,
    "INSERT INTO poster (shop_id, version, key_version, note, made_at, made_by) "
    "VALUES (?, ?, ?, ?, ?, ?)");
STMT(revocation_insert,
    "INSERT INTO poster_revocation (poster_id, revoked_at, revoked_by, reason) "
    "VALUES (?, ?, ?, ?)");
STMT(posters_of_shop,
    "SELECT p.poster_id, p.version, p.note, p.made_at, r.revoked_at FROM poster p "
    "LEFT JOIN poster_revocation r ON r.poster_id = p.poster_id WHERE p.shop_id = ? "
    "ORDER BY p.version DESC LIMIT 200");
#define PRINT "SELECT p.poster_id, p.shop_id, p.version, p.key_version, s.shop_no, "		\
	"r.poster_id IS NOT NULL AS is_revoked FROM poster p "					\
	"JOIN shop s ON s.shop_id = p.shop_id "							\
	"LEFT JOIN poster_revocation r ON r.poster_id = p.poster_id WHERE "
STMT(print_by_id, PRINT "p.poster_id = ?");
STMT(print_by_code, PRINT "s.shop_no = ? AND p.version = ?");

int
poster_make(struct ctx *c, int64_t shop_id, const char *note, struct poster *p)
{
	struct number n;

	/* The lock makes two prints of one shop take their numbers in turn. */
	if (db_one(c, &shop_lock, &number_shape, &n, A(shop_id)) != 0 ||
	    db_one(c, &version_next, &number_shape, &n, A(shop_id)) != 0 ||
	    db_run(c, &poster_insert, A(shop_id), A(n.number), A(keyring_newest(c, "poster")),
	        A(note), A(c->now), A(c->actor.account_id)) != 0)
		return -1;
	*p = (struct poster){ .poster_id = db_inserted(c), .version = n.number, .note = note,
		.made_at = c->now };
	return 0;
}

int
poster_revoke(struct ctx *c, int64_t poster_id, const char *reason)
{
	if (db_run(c, &revocation_insert, A(poster_id), A(c->now), A(c->actor.account_id),
	        A(reason)) == 0)
		return 0;
	return db_duplicate(c) != NULL ? fail(c, &already_revoked, NULL) : -1;
}

int
poster_list(struct ctx *c, int64_t shop_id, struct list *posters)
{
	return db_list(c, &posters_of_shop, &poster_shape, posters, A(shop_id));
}

static const char *
check_of(struct ctx *c, const struct print *p)
{
	const char *text = arena_text(c->arena, "poster %lld %lld", (long long)p->shop_id,
	    (long long)p->version);
	struct bytes h = hash_text(c->arena, keyring_version(c, "poster", p->key_version), text);

	h.size = CHECK_BYTES;
	return base32(c->arena, h);
}

int
poster_url(struct ctx *c, int64_t poster_id, const char **url)
{
	struct print p;

	if (db_one(c, &print_by_id, &print_shape, &p, A(poster_id)) != 0)
		return -1;
	*url = arena_text(c->arena, "%s/p/%s.%lld.%s", c->config->origin, p.shop_no,
	    (long long)p.version, check_of(c, &p));
	return 0;
}

/* The three parts of a code; false when it has another form. */
static bool
split(const char *poster, char shop_no[7], int64_t *version, char check[CHECK_LETTERS + 1])
{
	const char *code = strstr(poster, "/p/");
	long long number;
	int end = 0;

	code = code != NULL ? code + 3 : poster;
	if (strlen(code) > CODE_MAX)
		return false;
	if (sscanf(code, "%6[0-9].%9lld.%16[0-9a-z]%n", shop_no, &number, check, &end) != 3)
		return false;
	*version = number;
	return code[end] == '\0' && strlen(check) == CHECK_LETTERS;
}

int
poster_read(struct ctx *c, const char *poster, struct shop_sign *out)
{
	char shop_no[7], check[CHECK_LETTERS + 1];
	int64_t version;
	struct print p;
	bool found;

	if (!split(poster, shop_no, &version, check))
		return fail(c, &poster_invalid, "poster");
	if (db_maybe(c, &found, &print_by_code, &print_shape, &p, A((const char *)shop_no),
	        A(version)) != 0)
		return -1;
	if (!found || !text_same_secret(check, check_of(c, &p)))
		return fail(c, &poster_invalid, "poster");
	if (p.is_revoked)
		return fail(c, &poster_revoked, "poster");
	return shop_by_id(c, p.shop_id, out);
}

#include "office/shop.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "out/pdf.h"
#include "out/picture.h"

const struct reason shop_stopped = { 409, "shop_stopped" };

/* 業種 as in the seed 5(5)ア(ウ); 規模 for the report by size of business (5(11)ア). */
const char *const shop_industries[] = { "retail", "restaurant", "takeaway", "supermarket",
	"convenience", "electronics", "beauty", "lesson", "lodging", "travel", "leisure", "service",
	"other", NULL };
const char *const shop_sizes[] = { "small", "medium", "large", NULL };
const char *const shop_states[] = { "listed", "stopped", NULL };

enum { NUMBER_DIGITS = 6 };

static int
luhn_sum(const char *digits)
{
	size_t n = strlen(digits);
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';

		if (i % 2 == 1)
			d = d * 2 > 9 ? d * 2 - 9 : d * 2;
		sum += d;
	}
	return sum;
}

static bool
matches_shop_no(const char *s)
{
	return strlen(s) == NUMBER_DIGITS && strspn(s, "0123456789") == NUMBER_DIGITS &&
	    luhn_sum(s) % 10 == 0;
}

const struct format format_shop_no = { "shop number", "^[0-9]{6}$", "100008", matches_shop_no };

/* -180.000000 to 180.000000; latitude shares it, the map shows a wrong one. */
static bool
matches_degrees(const char *s)
{
	size_t whole, part;

	s += *s == '-';
	whole = strspn(s, "0123456789");
	if (whole < 1 || whole > 3 || strtol(s, NULL, 10) > 180)
		return false;
	if (s[whole] == '\0')
		return true;
	part = s[whole] == '.' ? strspn(s + whole + 1, "0123456789") : 0;
	return part >= 1 && part <= 6 && s[whole + 1 + part] == '\0';
}

const struct format format_degrees = { "degrees", "^-?[0-9]{1,3}([.][0-9]{1,6})?$", "133.823611",
	matches_degrees };

PUBLIC_SHAPE(shop, "A shop",
    FIELD(shop, shop_id, "Shop"),
    FIELD(shop, shop_no, "Number people can type", .format = &format_shop_no, .max = 6),
    FIELD(shop, name, "Name on the door", .min = 1, .max = 80),
    FIELD(shop, kana, "Reading of the name", .min = 1, .max = 80),
    FIELD(shop, industry, "Industry", .choices = shop_industries, .words = "industry"),
    FIELD(shop, size, "Size of the business", .choices = shop_sizes, .words = "size"),
    FIELD(shop, area, "Part of the municipality", .min = 1, .max = 40),
    FIELD(shop, address, "Address", .min = 1, .max = 160),
    FIELD(shop, phone, "Telephone", .format = &format_phone, .max = 20, .optional = true),
    FIELD(shop, latitude, "Degrees north", .format = &format_degrees, .max = 11, .optional = true),
    FIELD(shop, longitude, "Degrees east", .format = &format_degrees, .max = 11, .optional = true),
    FIELD(shop, exclusions, "What vouchers cannot buy here", .max = 600, .lines = true,
        .optional = true),
    FIELD(shop, state, "Takes part or not", .choices = shop_states, .words = "shop_state"),
    FIELD(shop, listed_on, "First day on the list", .format = &format_date, .max = 10),
    FIELD(shop, has_photo, "Whether there is a photo of the front"));

PUBLIC_SHAPE(shop_sign, "What a payer sees of a shop before paying",
    FIELD(shop_sign, shop_id, "Shop"),
    FIELD(shop_sign, shop_no, "Number people can type", .format = &format_shop_no, .max = 6),
    FIELD(shop_sign, name, "Name on the door", .max = 80),
    FIELD(shop_sign, area, "Part of the municipality", .max = 40),
    FIELD(shop_sign, address, "Address", .max = 160),
    FIELD(shop_sign, exclusions, "What vouchers cannot buy here", .max = 600, .lines = true,
        .optional = true),
    FIELD(shop_sign, state, "Takes part or not", .choices = shop_states),
    FIELD(shop_sign, has_photo, "Whether there is a photo of the front"));

STMT(shop_insert,
    "INSERT INTO shop (name, kana, industry, size, area, address, phone, latitude, longitude, "
    "exclusions, state, listed_on, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'listed', ?, ?)");
STMT(shop_number, "UPDATE shop SET shop_no = ? WHERE shop_id = ?");
STMT(shop_update,
    "UPDATE shop SET name = ?, kana = ?, industry = ?, size = ?, area = ?, address = ?, phone = ?, "
    "latitude = ?, longitude = ?, exclusions = ?, state = ? WHERE shop_id = ?");
STMT(shop_update_exclusions, "UPDATE shop SET exclusions = ? WHERE shop_id = ?");
STMT(shop_select,
    "SELECT shop_id, shop_no, name, kana, industry, size, area, address, phone, "
    "CAST(latitude AS CHAR) AS latitude, CAST(longitude AS CHAR) AS longitude, exclusions, state, "
    "listed_on, photo_upload_id IS NOT NULL AS has_photo FROM shop WHERE shop_id = ?");
struct shop_total { int64_t shops; };
SHAPE(shop_total, "How many shops", FIELD(shop_total, shops, "Shops"));
SHAPE(shop_id, "A shop's id", FIELD(shop_id, shop_id, "Shop"));
STMT(shop_ids, "SELECT shop_id FROM shop WHERE shop_id > ? ORDER BY shop_id LIMIT 20");
STMT(shop_all, "SELECT COUNT(*) AS shops FROM shop");
#define SIGN "SELECT shop_id, shop_no, name, area, address, exclusions, state, "		\
	"photo_upload_id IS NOT NULL AS has_photo FROM shop WHERE "
STMT(sign_by_number, SIGN "shop_no = ?");
STMT(sign_by_id, SIGN "shop_id = ?");

static const char *
empty_to_null(const char *s)
{
	return text_is_empty(s) ? NULL : s;
}

int
shop_make(struct ctx *c, struct shop *s)
{
	char *digits;

	s->listed_on = tokyo_date(c->arena, c->now);
	if (db_run(c, &shop_insert, A(s->name), A(text_fold_kana(c->arena, s->kana)),
	        A(s->industry), A(s->size), A(s->area), A(s->address),
	        A(empty_to_null(s->phone)), A(s->latitude), A(s->longitude),
	        A(empty_to_null(s->exclusions)), A(s->listed_on), A(c->now)) != 0)
		return -1;
	s->shop_id = db_inserted(c);
	if (s->shop_id > 89999)
		return fail_internal(c, "the five digits of shop numbers are used up");
	/* 10000 and up: a number never begins with a zero that people leave out. */
	digits = arena_text(c->arena, "%lld0", (long long)(10000 + s->shop_id));
	digits[NUMBER_DIGITS - 1] = (char)('0' + (10 - luhn_sum(digits) % 10) % 10);
	s->shop_no = digits;
	return db_run(c, &shop_number, A(s->shop_no), A(s->shop_id));
}

int
shop_set(struct ctx *c, const struct shop *s)
{
	return db_run(c, &shop_update, A(s->name), A(text_fold_kana(c->arena, s->kana)),
	    A(s->industry), A(s->size), A(s->area), A(s->address), A(empty_to_null(s->phone)),
	    A(s->latitude), A(s->longitude), A(empty_to_null(s->exclusions)), A(s->state),
	    A(s->shop_id));
}

int
shop_set_exclusions(struct ctx *c, int64_t shop_id, const char *exclusions)
{
	return db_run(c, &shop_update_exclusions, A(empty_to_null(exclusions)), A(shop_id));
}

int
shop_read(struct ctx *c, int64_t shop_id, struct shop *out)
{
	return db_one(c, &shop_select, &shop_shape, out, A(shop_id));
}

static int
taking_part(struct ctx *c, const struct shop_sign *s)
{
	return text_same(s->state, "listed") ? 0 : fail(c, &shop_stopped, NULL);
}

int
shop_by_number(struct ctx *c, const char *shop_no, struct shop_sign *out)
{
	if (db_one(c, &sign_by_number, &shop_sign_shape, out, A(shop_no)) != 0)
		return -1;
	return taking_part(c, out);
}

int
shop_by_id(struct ctx *c, int64_t shop_id, struct shop_sign *out)
{
	if (db_one(c, &sign_by_id, &shop_sign_shape, out, A(shop_id)) != 0)
		return -1;
	return taking_part(c, out);
}

/* ---- photo ---- */

struct photo { int64_t upload_id; const char *type; struct bytes content; };
SHAPE(photo, "A stored picture",
    FIELD(photo, upload_id, "File"),
    FIELD(photo, type, "Content type", .max = 40),
    FIELD(photo, content, "Sealed bytes", .optional = true));

STMT(upload_insert, "INSERT INTO upload (kind, type, made_at) VALUES ('shop_photo', ?, ?)");
STMT(upload_fill, "UPDATE upload SET content = ? WHERE upload_id = ?");
STMT(shop_set_upload, "UPDATE shop SET photo_upload_id = ? WHERE shop_id = ?");
STMT(photo_select,
    "SELECT u.upload_id, u.type, u.content FROM shop s JOIN upload u ON "
    "u.upload_id = s.photo_upload_id WHERE s.shop_id = ?");

static const char *
place(struct ctx *c, int64_t upload_id)
{
	return arena_text(c->arena, "upload.content.%lld", (long long)upload_id);
}

int
shop_set_photo(struct ctx *c, int64_t shop_id, const char *type, struct bytes picture)
{
	struct picture checked;
	struct bytes sealed;
	int64_t upload_id;

	if (!picture_read(c->arena, picture, &checked) ||
	    (checked.kind == PICTURE_PNG) != text_same(type, "image/png"))
		return fail(c, &picture_unreadable);
	if (db_run(c, &upload_insert, A(type), A(c->now)) != 0)
		return -1;
	upload_id = db_inserted(c);
	sealed = seal(c->arena, keyring_key(c, "upload"), place(c, upload_id), checked.data);
	if (db_run(c, &upload_fill, A(sealed), A(upload_id)) != 0)
		return -1;
	return db_run(c, &shop_set_upload, A(upload_id), A(shop_id));
}

int
shop_photo(struct ctx *c, int64_t shop_id, const char **type, struct bytes *picture)
{
	struct photo p;

	if (db_one(c, &photo_select, &photo_shape, &p, A(shop_id)) != 0)
		return -1;
	*type = p.type;
	if (!seal_open(c->arena, keyring_key(c, "upload"), place(c, p.upload_id), p.content,
	        picture))
		return fail_internal(c, "upload %lld does not open", (long long)p.upload_id);
	return 0;
}

int
shop_ids_after(struct ctx *c, int64_t after, struct list *ids)
{
	return db_list(c, &shop_ids, &shop_id_shape, ids, A(after));
}

int
shop_count(struct ctx *c, int64_t *shops)
{
	struct shop_total total;

	if (db_one(c, &shop_all, &shop_total_shape, &total) != 0)
		return -1;
	*shops = total.shops;
	return 0;
}

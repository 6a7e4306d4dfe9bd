#include "base/clock.h"
#include "base/config.h"
#include "http/route.h"
#include "office/office_api.h"
#include "office/poster.h"
#include "out/pdf.h"
#include "people/account.h"
#include "people/audit.h"

RIGHT(right_shops_view, AUDIENCE_STAFF, "shops.view", "See the register of shops");
RIGHT(right_shops_edit, AUDIENCE_STAFF, "shops.edit", "Edit shops, print and revoke posters");
RIGHT(right_shop_manage, AUDIENCE_SHOP, "shop.manage",
    "Manage the shop's clerks, devices and notices");

STMT(any_shop, "SELECT 1 FROM shop WHERE shop_id = ?");
STMT(any_poster, "SELECT 1 FROM poster WHERE poster_id = ?");
const struct within within_shop = { "Any shop", BY_ANYONE, &any_shop };
static const struct within within_poster = { "Any poster", BY_ANYONE, &any_poster };

/* ---- lists ---- */

static const char *const shop_orders[] = { "name", "newest", NULL };

struct shop_list_in {
	const char *q, *industry, *size, *area, *state;
	PAGE_MEMBERS;
};
SHAPE(shop_list_in, "Which shops",
    FIELD(shop_list_in, q, "Part of the name, its reading or the number", .min = 1, .max = 80,
        .optional = true),
    FIELD(shop_list_in, industry, "Industry", .choices = shop_industries, .optional = true),
    FIELD(shop_list_in, size, "Size", .choices = shop_sizes, .optional = true),
    FIELD(shop_list_in, area, "Area", .min = 1, .max = 40, .optional = true),
    FIELD(shop_list_in, state, "State", .choices = shop_states, .optional = true),
    PAGE_FIELDS(shop_list_in, shop_orders));

static const struct filter shop_filters[] = {
	/* Name, reading or number, whatever the case, the width and the kind of kana. */
	{ "q", "LOCATE(?, CONCAT_WS(' ', s.name, s.kana, s.shop_no) "
	    "COLLATE utf8mb4_unicode_ci) > 0" },
	{ "industry", "s.industry = ?" },
	{ "size", "s.size = ?" },
	{ "area", "s.area = ?" },
	{ "state", "s.state = ?" },
	{ 0 }
};
static const struct order shop_order_rows[] = {
	{ "name", "s.name", false },
	{ "newest", "s.listed_on", true },
	{ 0 }
};
#define SHOP_ROW "SELECT s.shop_id, s.shop_no, s.name, s.kana, s.industry, s.size, s.area, "	\
	"s.address, s.phone, CAST(s.latitude AS CHAR) AS latitude, "				\
	"CAST(s.longitude AS CHAR) AS longitude, s.exclusions, s.state, s.listed_on, "		\
	"s.photo_upload_id IS NOT NULL AS has_photo FROM shop s WHERE "
static const struct listing public_shops = {
	.select = SHOP_ROW "s.state = 'listed'",
	.filters = shop_filters, .orders = shop_order_rows, .key = "s.shop_id",
	.row = &shop_shape, .export_name = "shops" };
static const struct listing staff_shops = {
	.select = SHOP_ROW "1 = 1",
	.filters = shop_filters, .orders = shop_order_rows, .key = "s.shop_id",
	.row = &shop_shape, .export_name = "shops" };

struct area_row { const char *area; int64_t shops; };
SHAPE(area_row, "A part of the municipality",
    FIELD(area_row, area, "Its name", .max = 40),
    FIELD(area_row, shops, "Listed shops there"));
struct areas_out { struct list areas; };
SHAPE(areas_out, "Areas with shops",
    FIELD(areas_out, areas, "Most shops first", .of = &area_row_shape));

STMT(listed_areas,
    "SELECT area, COUNT(*) AS shops FROM shop WHERE state = 'listed' GROUP BY area "
    "ORDER BY shops DESC, area LIMIT 200");

static int
get_areas(struct ctx *c, const void *input, void *output)
{
	struct areas_out *out = output;

	(void)input;
	return db_list(c, &listed_areas, &area_row_shape, &out->areas);
}

/* ---- one shop, for staff ---- */

struct shop_new_in {
	const char *name, *kana, *industry, *size, *area, *address, *phone, *latitude, *longitude,
	    *exclusions, *owner_login, *owner_name;
};
#define SHOP_FIELDS(T)									\
	FIELD(T, name, "Name on the door", .min = 1, .max = 80),			\
	FIELD(T, kana, "Reading of the name", .min = 1, .max = 80),			\
	FIELD(T, industry, "Industry", .choices = shop_industries),			\
	FIELD(T, size, "Size of the business", .choices = shop_sizes),			\
	FIELD(T, area, "Part of the municipality", .min = 1, .max = 40),		\
	FIELD(T, address, "Address", .min = 1, .max = 160),				\
	FIELD(T, phone, "Telephone", .format = &format_phone, .max = 20, .optional = true), \
	FIELD(T, latitude, "Degrees north", .format = &format_degrees, .max = 11,	\
	    .optional = true),								\
	FIELD(T, longitude, "Degrees east", .format = &format_degrees, .max = 11,	\
	    .optional = true),								\
	FIELD(T, exclusions, "What vouchers cannot buy here", .max = 600, .lines = true, \
	    .optional = true)
SHAPE(shop_new_in, "A new shop and its first account",
    SHOP_FIELDS(shop_new_in),
    FIELD(shop_new_in, owner_login, "Sign-in name of the owner", .format = &format_login,
        .max = 40),
    FIELD(shop_new_in, owner_name, "Name of the owner's account", .min = 1, .max = 60));

struct shop_new_out { int64_t shop_id; const char *shop_no, *first_password; };
SHAPE(shop_new_out, "The new shop",
    FIELD(shop_new_out, shop_id, "Shop"),
    FIELD(shop_new_out, shop_no, "Its number", .max = 6),
    FIELD(shop_new_out, first_password, "First password of the owner, shown once", .max = 40,
        .secret = true));

static int
post_shop(struct ctx *c, const void *input, void *output)
{
	const struct shop_new_in *in = input;
	struct shop_new_out *out = output;
	struct shop s = { .name = in->name, .kana = in->kana, .industry = in->industry,
		.size = in->size, .area = in->area, .address = in->address, .phone = in->phone,
		.latitude = in->latitude, .longitude = in->longitude,
		.exclusions = in->exclusions };
	struct id_item owner;
	struct new_account a = { .audience = AUDIENCE_SHOP, .login = in->owner_login,
		.name = in->owner_name };
	struct poster poster;

	if (role_by_name(c, AUDIENCE_SHOP, "owner", &owner.id) != 0 || shop_make(c, &s) != 0)
		return -1;
	a.shop_id = s.shop_id;
	a.role_ids = (struct list){ 1, &owner };
	if (account_make(c, &a) != 0 || poster_make(c, s.shop_id, NULL, &poster) != 0)
		return -1;
	*out = (struct shop_new_out){ s.shop_id, s.shop_no, a.first_password };
	return audit_write(c, &(struct audit){ "shop.make", "shop", s.shop_id, NULL });
}

struct shop_in { int64_t shop_id; };
SHAPE(shop_in, "Which shop", FIELD(shop_in, shop_id, "Shop", .within = &within_shop));

struct shop_out { const void *shop; struct list posters, accounts; };
SHAPE(shop_out, "A shop with its posters and accounts",
    FIELD(shop_out, shop, "The shop", .of = &shop_shape),
    FIELD(shop_out, posters, "Prints of its code, newest first", .of = &poster_shape),
    FIELD(shop_out, accounts, "Who may sign in", .of = &account_shape));

static int
get_shop(struct ctx *c, const void *input, void *output)
{
	const struct shop_in *in = input;
	struct shop *s = arena_alloc(c->arena, sizeof *s);
	struct shop_out *out = output;

	out->shop = s;
	if (shop_read(c, in->shop_id, s) != 0 || poster_list(c, in->shop_id, &out->posters) != 0)
		return -1;
	return account_list_of_shop(c, in->shop_id, &out->accounts);
}

struct shop_set_in {
	int64_t shop_id;
	const char *name, *kana, *industry, *size, *area, *address, *phone, *latitude, *longitude,
	    *exclusions, *state;
};
SHAPE(shop_set_in, "A shop as it shall be",
    FIELD(shop_set_in, shop_id, "Shop", .within = &within_shop),
    SHOP_FIELDS(shop_set_in),
    FIELD(shop_set_in, state, "Takes part or not", .choices = shop_states));

static int
set_shop(struct ctx *c, void *arg)
{
	const struct shop_set_in *in = arg;
	struct shop s = { .shop_id = in->shop_id, .name = in->name, .kana = in->kana,
		.industry = in->industry, .size = in->size, .area = in->area,
		.address = in->address, .phone = in->phone, .latitude = in->latitude,
		.longitude = in->longitude, .exclusions = in->exclusions, .state = in->state };

	if (shop_set(c, &s) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "shop.set", "shop", in->shop_id, in->state });
}

static int
put_shop(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_shop, arena_copy(c->arena, input, sizeof(struct shop_set_in)));
}

/* ---- photo ---- */

static const struct upload photo_upload = { 2 * 1024 * 1024, CHOICES("image/jpeg", "image/png") };

static int
set_photo(struct ctx *c, void *arg)
{
	const struct shop_in *in = arg;

	if (shop_set_photo(c, in->shop_id, request_upload_type(c), request_upload(c)) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "shop.photo", "shop", in->shop_id, NULL });
}

static int
put_photo(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_photo, arena_copy(c->arena, input, sizeof(struct shop_in)));
}

static int
get_photo(struct ctx *c, const void *input, void *output)
{
	const struct shop_in *in = input;
	struct document *out = output;

	return shop_photo(c, in->shop_id, &out->type, &out->body);
}

/* ---- posters ---- */

struct poster_new_in { int64_t shop_id; const char *note; };
SHAPE(poster_new_in, "A new print",
    FIELD(poster_new_in, shop_id, "Shop", .within = &within_shop),
    FIELD(poster_new_in, note, "Where it hangs, why it is printed", .max = 80, .optional = true));
struct poster_new_out { int64_t poster_id, version; const char *url; };
SHAPE(poster_new_out, "The new print",
    FIELD(poster_new_out, poster_id, "Poster"),
    FIELD(poster_new_out, version, "Counts the prints of the shop"),
    FIELD(poster_new_out, url, "The address on it", .max = 200));

static int
post_poster(struct ctx *c, const void *input, void *output)
{
	const struct poster_new_in *in = input;
	struct poster_new_out *out = output;
	struct poster p;

	if (poster_make(c, in->shop_id, in->note, &p) != 0 ||
	    poster_url(c, p.poster_id, &out->url) != 0)
		return -1;
	out->poster_id = p.poster_id;
	out->version = p.version;
	return audit_write(c, &(struct audit){ "poster.make", "poster", p.poster_id, NULL });
}

struct revocation_in { int64_t poster_id; const char *reason; };
SHAPE(revocation_in, "Why a poster counts no more",
    FIELD(revocation_in, poster_id, "Poster", .within = &within_poster),
    FIELD(revocation_in, reason, "Reason", .min = 1, .max = 200));

static int
post_revocation(struct ctx *c, const void *input, void *output)
{
	const struct revocation_in *in = input;

	(void)output;
	if (poster_revoke(c, in->poster_id, in->reason) != 0)
		return -1;
	return audit_write(c,
	    &(struct audit){ "poster.revoke", "poster", in->poster_id, in->reason });
}

static int
get_kit(struct ctx *c, const void *input, void *output)
{
	const struct shop_in *in = input;
	struct document *out = output;

	out->type = "application/pdf";
	out->name = "shop-kit.pdf";
	return kit_make(c, in->shop_id, &out->body);
}

static int
get_own_kit(struct ctx *c, const void *input, void *output)
{
	(void)input;
	return get_kit(c, &(struct shop_in){ c->actor.shop_id }, output);
}

/* ---- the shop's own page ---- */

static int
get_own_shop(struct ctx *c, const void *input, void *output)
{
	(void)input;
	return shop_read(c, c->actor.shop_id, output);
}

struct exclusions_in { const char *exclusions; };
SHAPE(exclusions_in, "What vouchers cannot buy at this shop (seed 5(2)オ(エ))",
    FIELD(exclusions_in, exclusions, "In the shop's own words; empty: nothing beside the rules",
        .max = 600, .lines = true));

static int
set_exclusions(struct ctx *c, void *arg)
{
	const struct exclusions_in *in = arg;

	if (shop_set_exclusions(c, c->actor.shop_id, in->exclusions) != 0)
		return -1;
	return audit_write(c,
	    &(struct audit){ "shop.exclusions", "shop", c->actor.shop_id, NULL });
}

static int
put_exclusions(struct ctx *c, const void *input, void *output)
{
	(void)output;
	return db_transact(c, set_exclusions,
	    arena_copy(c->arena, input, sizeof(struct exclusions_in)));
}

const struct route shop_routes[] = {
	{ GET, "/api/office/shops", "Shops that take vouchers", &right_public, .flags = CACHED,
	  .in = &shop_list_in_shape, .list = &public_shops },
	{ GET, "/api/office/shop-areas", "Areas with shops that take vouchers", &right_public,
	  CACHED, get_areas, NULL, &areas_out_shape },
	{ GET, "/api/office/staff-shops", "The register of shops", &right_shops_view,
	  .in = &shop_list_in_shape, .list = &staff_shops },
	{ POST, "/api/office/staff-shops", "Register a shop", &right_shops_edit, ONCE | SLOW,
	  post_shop, &shop_new_in_shape, &shop_new_out_shape },
	{ GET, "/api/office/staff-shops/{shop_id}", "One shop", &right_shops_view, 0,
	  get_shop, &shop_in_shape, &shop_out_shape },
	{ PUT, "/api/office/staff-shops/{shop_id}", "Change a shop", &right_shops_edit, 0,
	  put_shop, &shop_set_in_shape },
	{ PUT, "/api/office/staff-shops/{shop_id}/photo", "Photo of the front",
	  &right_shops_edit, 0, put_photo, &shop_in_shape, .reasons = REASONS(&picture_unreadable),
	  .upload = &photo_upload },
	{ GET, "/api/office/shop-photos/{shop_id}", "Photo of the front", &right_public, 0,
	  get_photo, &shop_in_shape, &document_shape },
	{ POST, "/api/office/staff-shops/{shop_id}/posters", "A new print of the code",
	  &right_shops_edit, ONCE, post_poster, &poster_new_in_shape, &poster_new_out_shape },
	{ POST, "/api/office/posters/{poster_id}/revocations", "Revoke a poster", &right_shops_edit,
	  ONCE, post_revocation, &revocation_in_shape, NULL, REASONS(&already_revoked) },
	{ GET, "/api/office/staff-shops/{shop_id}/kit", "Poster and table stand as PDF",
	  &right_shops_view, SLOW, get_kit, &shop_in_shape, &document_shape,
	  REASONS(&shop_stopped) },
	{ GET, "/api/office/own-kit", "Poster and table stand as PDF", &right_shop, SLOW,
	  get_own_kit, NULL, &document_shape, REASONS(&shop_stopped) },
	{ GET, "/api/office/own-shop", "The shop of the account", &right_shop, 0,
	  get_own_shop, NULL, &shop_shape },
	{ PUT, "/api/office/own-shop/exclusions", "What vouchers cannot buy here",
	  &right_shop_manage, 0, put_exclusions, &exclusions_in_shape },
	{ 0 }
};

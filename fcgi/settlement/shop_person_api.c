#include "settlement/shop_person.h"

#include "office/office_api.h"
#include "people/account_api.h"
#include "settlement/settlement_api.h"

STMT(any_link, "SELECT 1 FROM shop_person WHERE shop_person_id = ?");
static const struct within within_link = { "Any link", BY_ANYONE, &any_link };
#define RELATIONS CHOICES("owner", "clerk", "family")

struct shop_people_in { int64_t shop_id; };
SHAPE(shop_people_in, "Which shop",
    FIELD(shop_people_in, shop_id, "Shop", .within = &within_shop));
struct shop_person_row {
	int64_t shop_person_id, person_id;
	const char *relation, *made_by_name;
	struct instant made_at, ended_at;
};
SHAPE(shop_person_row, "A person of a shop",
    FIELD(shop_person_row, shop_person_id, "Link"),
    FIELD(shop_person_row, person_id, "Person"),
    FIELD(shop_person_row, relation, "What to the shop", .choices = RELATIONS,
        .words = "relation"),
    FIELD(shop_person_row, made_by_name, "Who linked", .max = 60, .optional = true),
    FIELD(shop_person_row, made_at, "When"),
    FIELD(shop_person_row, ended_at, "No longer since", .optional = true));
struct shop_people_out { struct list rows; };
SHAPE(shop_people_out, "People of a shop",
    FIELD(shop_people_out, rows, "Newest first, at most 200", .of = &shop_person_row_shape));

STMT(links_of_shop, "SELECT p.shop_person_id, p.person_id, p.relation, a.name AS made_by_name,"
    " p.made_at, p.ended_at FROM shop_person p"
    " LEFT JOIN account_label a ON a.account_id = p.made_by WHERE p.shop_id = ?"
    " ORDER BY p.shop_person_id DESC LIMIT 200");

static int
get_people(struct ctx *c, const void *input, void *output)
{
	const struct shop_people_in *in = input;
	struct shop_people_out *out = output;

	return db_list(c, &links_of_shop, &shop_person_row_shape, &out->rows, A(in->shop_id));
}

struct shop_person_in { int64_t shop_id, person_id; const char *relation; };
SHAPE(shop_person_in, "Who belongs to a shop",
    FIELD(shop_person_in, shop_id, "Shop", .within = &within_shop),
    FIELD(shop_person_in, person_id, "Person, found by the search", .within = &within_person),
    FIELD(shop_person_in, relation, "What to the shop", .choices = RELATIONS));
struct shop_person_out { int64_t shop_person_id; };
SHAPE(shop_person_out, "The link", FIELD(shop_person_out, shop_person_id, "Link"));

static int
post_person(struct ctx *c, const void *input, void *output)
{
	const struct shop_person_in *in = input;
	struct shop_person_out *out = output;
	struct shop_person p = { 0, in->shop_id, in->person_id, in->relation };

	if (shop_person_link(c, &p) != 0)
		return -1;
	out->shop_person_id = p.shop_person_id;
	return 0;
}

struct link_in { int64_t shop_person_id; };
SHAPE(link_in, "Which link", FIELD(link_in, shop_person_id, "Link", .within = &within_link));

static int
post_ending(struct ctx *c, const void *input, void *output)
{
	const struct link_in *in = input;

	(void)output;
	return shop_person_end(c, in->shop_person_id);
}

const struct route shop_person_routes[] = {
	{ GET, "/api/settlement/shop-people", "Owners, clerks and family of a shop, as numbers",
	  &right_shops_view, 0, get_people, &shop_people_in_shape, &shop_people_out_shape },
	{ POST, "/api/settlement/shop-people", "Say who belongs to a shop", &right_shops_edit, ONCE,
	  post_person, &shop_person_in_shape, &shop_person_out_shape, REASONS(&person_linked) },
	{ POST, "/api/settlement/shop-people/{shop_person_id}/endings", "No longer of the shop",
	  &right_shops_edit, ONCE, post_ending, &link_in_shape, NULL, REASONS(&link_ended) },
	{ 0 }
};

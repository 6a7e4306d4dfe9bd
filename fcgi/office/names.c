#include "office/names.h"

#include "db/db.h"
#include "office/terminal.h"

SHAPE(shop_name, "A shop by name",
    FIELD(shop_name, shop_id, "Shop"),
    FIELD(shop_name, shop_no, "Number people can type"),
    FIELD(shop_name, name, "Name on the door"));

STMT(name_by_number, "SELECT shop_id, shop_no, name FROM shop WHERE shop_no = ?");
STMT(name_by_id, "SELECT shop_id, shop_no, name FROM shop WHERE shop_id = ?");

static int
by_number(struct ctx *c, const char *shop_no, struct shop_name *out, bool *found)
{
	return db_maybe(c, found, &name_by_number, &shop_name_shape, out, A(shop_no));
}

static int
by_id(struct ctx *c, int64_t shop_id, struct shop_name *out)
{
	return db_one(c, &name_by_id, &shop_name_shape, out, A(shop_id));
}

static int
device(struct ctx *c, int64_t shop_id, const char *token, const char **name)
{
	int64_t unused;

	return terminal_find(c, shop_id, token, &unused, name);
}

const struct shop_names office_shop_names = { by_number, by_id, device };

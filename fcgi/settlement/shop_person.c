#include "settlement/shop_person.h"

#include "db/db.h"
#include "people/audit.h"
#include "settlement/hold.h"

const struct reason person_linked = { 409, "person_linked" };
const struct reason link_ended = { 409, "link_ended" };
const char *const shop_relations[] = { "owner", "clerk", "family", NULL };

struct link_row { int64_t shop_person_id; };
SHAPE(link_row, "A link that stands", FIELD(link_row, shop_person_id, "Link"));

STMT(link_select, "SELECT shop_person_id FROM shop_person WHERE shop_id = ? AND person_id = ?"
    " AND ended_at IS NULL LIMIT 1");
STMT(link_insert, "INSERT INTO shop_person (shop_id, person_id, relation, made_by, made_at)"
    " VALUES (?, ?, ?, ?, ?)");
STMT(link_end, "UPDATE shop_person SET ended_at = ? WHERE shop_person_id = ?"
    " AND ended_at IS NULL");

static int
link_person(struct ctx *c, void *arg)
{
	struct shop_person *p = arg;
	struct link_row row;
	bool is_there;

	/* The shop's row is not ours to lock: two links at once meet at the gate. */
	if (settlement_gate(c) != 0 ||
	    db_maybe(c, &is_there, &link_select, &link_row_shape, &row, A(p->shop_id),
	        A(p->person_id)) != 0)
		return -1;
	if (is_there)
		return fail(c, &person_linked, "person_id");
	if (db_run(c, &link_insert, A(p->shop_id), A(p->person_id), A(p->relation),
	        A(c->actor.account_id), A(c->now)) != 0)
		return -1;
	p->shop_person_id = db_inserted(c);
	return audit_write(c,
	    &(struct audit){ "shop_person.link", "shop", p->shop_id, p->relation });
}

int
shop_person_link(struct ctx *c, struct shop_person *p)
{
	return db_transact(c, link_person, p);
}

static int
end_link(struct ctx *c, void *arg)
{
	int64_t shop_person_id = *(const int64_t *)arg;

	if (db_run(c, &link_end, A(c->now), A(shop_person_id)) != 0)
		return -1;
	if (db_changed(c) != 1)
		return fail(c, &link_ended, NULL);
	return audit_write(c,
	    &(struct audit){ "shop_person.end", "shop_person", shop_person_id, NULL });
}

int
shop_person_end(struct ctx *c, int64_t shop_person_id)
{
	return db_transact(c, end_link, &shop_person_id);
}

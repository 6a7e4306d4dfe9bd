#include "voucher/buyer.h"

#include "db/db.h"
#include "people/audit.h"

struct finding { const struct buyer *buyer; struct buyer_found *found; };

/* The chosen row must be one that matches: a clerk cannot sell to whom he likes. */
static int
choose_same(struct ctx *c, const struct buyer *b, struct buyer_found *out)
{
	const struct person_match *match = out->candidates.items;

	for (size_t i = 0; i < out->candidates.count; i++) {
		if (match[i].person_id != b->same_person_id)
			continue;
		out->person_id = b->same_person_id;
		out->candidates = (struct list){ 0 };
		return 0;
	}
	return fail(c, &not_found, "same_person_id");
}

static int
find_or_make(struct ctx *c, void *arg)
{
	const struct finding *f = arg;
	const struct buyer *b = f->buyer;
	struct buyer_found *out = f->found;
	bool matches;

	*out = (struct buyer_found){ 0 };
	if (person_gate(c, b->person.kana, b->person.birth_on) != 0 ||
	    person_find(c, b->person.kana, b->person.birth_on, "counter_sale",
	        &out->candidates) != 0)
		return -1;
	matches = out->candidates.count > 0;
	if (b->same_person_id != 0)
		return choose_same(c, b, out);
	if (matches && !b->is_another)
		return 0;
	out->candidates = (struct list){ 0 };
	out->is_new = true;
	if (person_make(c, &b->person, &out->person_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ matches ? "buyer.another" : "buyer.make", "person",
	    out->person_id, NULL });
}

int
buyer_find_or_make(struct ctx *c, const struct buyer *buyer, struct buyer_found *out)
{
	struct finding f = { buyer, out };

	return db_transact(c, find_or_make, &f);
}

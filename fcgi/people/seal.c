#include "people/seal.h"

/* Of an audit entry every column counts. */
struct audit_leaf {
	int64_t audit_id;
	struct instant happened_at;
	int64_t account_id;
	const char *act, *object;
	int64_t object_id;
	const char *note;
};
SHAPE(audit_leaf, "An audit entry",
    FIELD(audit_leaf, audit_id, "Entry"),
    FIELD(audit_leaf, happened_at, "When"),
    FIELD(audit_leaf, account_id, "Who, or 0"),
    FIELD(audit_leaf, act, "What"),
    FIELD(audit_leaf, object, "On what kind of row", .optional = true),
    FIELD(audit_leaf, object_id, "On which row, or 0"),
    FIELD(audit_leaf, note, "Purpose or reason", .optional = true));

STMT(audit_highest, "SELECT COALESCE(MAX(audit_id), 0) AS id FROM audit_entry");
STMT(audit_waiting, "SELECT audit_id AS id FROM audit_entry WHERE audit_id > ? AND "
    "happened_at < ? ORDER BY audit_id LIMIT 1");
STMT(audit_due, "SELECT audit_id, happened_at, account_id, act, object, object_id, note "
    "FROM audit_entry WHERE audit_id > ? AND audit_id <= ? ORDER BY audit_id LIMIT 1000 "
    "LOCK IN SHARE MODE");
STMT(audit_stretch, "SELECT audit_id, happened_at, account_id, act, object, object_id, note "
    "FROM audit_entry WHERE audit_id > ? AND audit_id <= ? ORDER BY audit_id");

struct weave { const struct leaves *out; struct text_buffer text; };

static int
entry_take(struct ctx *c, const void *row, void *arg)
{
	const struct audit_leaf *e = row;
	struct weave *w = arg;
	struct leaf leaf = { .id = e->audit_id, .at = e->happened_at };

	w->text.size = 0;
	buffer_text(&w->text, "entry,");
	leaf_number(&w->text, e->audit_id);
	leaf_number(&w->text, e->happened_at.ms);
	leaf_number(&w->text, e->account_id);
	leaf_text(&w->text, e->act);
	leaf_text(&w->text, e->object);
	leaf_number(&w->text, e->object_id);
	leaf_text(&w->text, e->note);
	leaf_hash(c, &leaf, &w->text);
	return w->out->take(c, &leaf, w->out->arg);
}

static int
audit_read(struct ctx *c, const struct stretch *s, const struct leaves *out)
{
	struct weave w = { out, { .arena = c->arena } };
	struct list due;

	if (!s->to_seal)
		return db_each(c, entry_take, &w, &audit_stretch, &audit_leaf_shape, NULL,
		    A(s->after), A(s->to));
	if (db_list(c, &audit_due, &audit_leaf_shape, &due, A(s->after), A(s->to)) != 0)
		return -1;
	for (size_t i = 0; i < due.count; i++)
		if (entry_take(c, (const struct audit_leaf *)due.items + i, &w) != 0)
			return -1;
	return 0;
}

const struct chain audit_chain = { CHAIN_AUDIT, "audit", "entry", &audit_highest, &audit_waiting,
	audit_read };

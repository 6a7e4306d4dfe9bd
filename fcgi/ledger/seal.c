#include "ledger/seal.h"

/* Every column counts; entries are those of their posting, in order of entry_id. */
struct posting_leaf {
	int64_t posting_id;
	const char *kind;
	int64_t ref_id, account_id;
	struct instant posted_at;
};
SHAPE(posting_leaf, "A posting",
    FIELD(posting_leaf, posting_id, "Posting"),
    FIELD(posting_leaf, kind, "What moved"),
    FIELD(posting_leaf, ref_id, "The act"),
    FIELD(posting_leaf, account_id, "Who, or 0"),
    FIELD(posting_leaf, posted_at, "When"));

struct entry_leaf {
	int64_t entry_id, posting_id, round_id, chart, owner_id, part, yen;
	struct instant posted_at;
};
SHAPE(entry_leaf, "An entry of a posting",
    FIELD(entry_leaf, entry_id, "Entry"),
    FIELD(entry_leaf, posting_id, "Its posting"),
    FIELD(entry_leaf, round_id, "Round"),
    FIELD(entry_leaf, chart, "Chart"),
    FIELD(entry_leaf, owner_id, "Whose"),
    FIELD(entry_leaf, part, "Paid or premium"),
    FIELD(entry_leaf, yen, "Debit positive"),
    FIELD(entry_leaf, posted_at, "When"));

STMT(ledger_highest, "SELECT COALESCE(MAX(posting_id), 0) AS id FROM posting");
STMT(ledger_waiting, "SELECT posting_id AS id FROM posting WHERE posting_id > ? AND posted_at < ? "
    "ORDER BY posting_id LIMIT 1");
STMT(postings_due, "SELECT posting_id, kind, ref_id, account_id, posted_at FROM posting "
    "WHERE posting_id > ? AND posting_id <= ? ORDER BY posting_id LIMIT 1000 "
    "LOCK IN SHARE MODE");
STMT(postings_read, "SELECT posting_id, kind, ref_id, account_id, posted_at FROM posting "
    "WHERE posting_id > ? AND posting_id <= ? ORDER BY posting_id LIMIT 1000");
STMT(entries_of, "SELECT entry_id, posting_id, round_id, chart, owner_id, part, yen, posted_at "
    "FROM entry FORCE INDEX (entry_posting) WHERE posting_id > ? AND posting_id <= ? "
    "ORDER BY posting_id, entry_id");

/* Postings and entries come in the same order and are woven together. */
struct weave {
	const struct leaves *out;
	const struct posting_leaf *at, *end;
	int64_t stray_id;
	bool has_entries;
	struct text_buffer text;
};

static void
posting_begin_text(struct weave *w)
{
	const struct posting_leaf *p = w->at;

	w->text.size = 0;
	w->has_entries = false;
	if (p == w->end)
		return;
	buffer_text(&w->text, "posting,");
	leaf_number(&w->text, p->posting_id);
	leaf_text(&w->text, p->kind);
	leaf_number(&w->text, p->ref_id);
	leaf_number(&w->text, p->account_id);
	leaf_number(&w->text, p->posted_at.ms);
}

static int
posting_end(struct ctx *c, struct weave *w)
{
	struct leaf leaf = { .id = w->at->posting_id, .at = w->at->posted_at,
		.kind = w->has_entries ? LEAF_WHOLE : LEAF_EMPTIED };

	leaf_hash(c, &leaf, &w->text);
	w->at++;
	posting_begin_text(w);
	return w->out->take(c, &leaf, w->out->arg);
}

static int
entry_take(struct ctx *c, const void *row, void *arg)
{
	const struct entry_leaf *e = row;
	struct weave *w = arg;
	struct leaf stray = { .id = e->posting_id, .at = e->posted_at, .kind = LEAF_STRAY };

	while (w->at < w->end && w->at->posting_id < e->posting_id)
		if (posting_end(c, w) != 0)
			return -1;
	if (w->at == w->end || w->at->posting_id > e->posting_id) {
		if (w->stray_id == e->posting_id)
			return 0;
		w->stray_id = e->posting_id;
		return w->out->take(c, &stray, w->out->arg);
	}
	w->has_entries = true;
	buffer_text(&w->text, "entry,");
	leaf_number(&w->text, e->entry_id);
	leaf_number(&w->text, e->round_id);
	leaf_number(&w->text, e->chart);
	leaf_number(&w->text, e->owner_id);
	leaf_number(&w->text, e->part);
	leaf_number(&w->text, e->yen);
	leaf_number(&w->text, e->posted_at.ms);
	return 0;
}

static int
ledger_read(struct ctx *c, const struct stretch *s, const struct leaves *out)
{
	struct weave w = { .out = out, .text = { .arena = c->arena } };
	const struct stmt *postings = s->to_seal ? &postings_due : &postings_read;
	bool is_more = true;

	for (int64_t after = s->after, end = 0; is_more; after = end) {
		struct list list;

		if (db_list(c, postings, &posting_leaf_shape, &list, A(after), A(s->to)) != 0)
			return -1;
		w.at = list.items;
		w.end = w.at + list.count;
		is_more = list.count == CHAIN_ROWS_MAX && !s->to_seal;
		end = list.count == CHAIN_ROWS_MAX ? w.end[-1].posting_id : s->to;
		posting_begin_text(&w);
		if (db_each(c, entry_take, &w, &entries_of, &entry_leaf_shape, NULL, A(after),
		        A(end)) != 0)
			return -1;
		while (w.at < w.end)
			if (posting_end(c, &w) != 0)
				return -1;
	}
	return 0;
}

const struct chain ledger_chain = { CHAIN_LEDGER, "ledger", "posting", &ledger_highest,
	&ledger_waiting, ledger_read };

#include "out/outbox_inner.h"

#include <string.h>

#include "base/config.h"
#include "db/keyring.h"

PUBLIC_SHAPE(mailbox_row, "A mail of the sample set-up",
    FIELD(mailbox_row, outbox_id, "Number of the mail"),
    FIELD(mailbox_row, to, "Address of the receiver"),
    FIELD(mailbox_row, subject, "Subject"),
    FIELD(mailbox_row, text, "Text", .lines = true),
    FIELD(mailbox_row, written_at, "When it was written"));

PUBLIC_SHAPE(outbox_row, "A mail waiting to be sent",
    FIELD(outbox_row, outbox_id, "Number of the mail"),
    FIELD(outbox_row, tries, "Times it was tried"),
    FIELD(outbox_row, address, "Address, sealed", .optional = true),
    FIELD(outbox_row, subject, "Subject, sealed", .optional = true),
    FIELD(outbox_row, body, "Text, sealed", .optional = true),
    FIELD(outbox_row, written_at, "When it was written"));

STMT(outbox_insert, "INSERT INTO outbox (kind, account_id, written_at, due_at, tries) "
    "VALUES (?, ?, ?, ?, 0)");
STMT(outbox_fill, "UPDATE outbox SET address = ?, subject = ?, body = ? WHERE outbox_id = ?");
STMT(mailbox_list, "SELECT outbox_id, tries, address, subject, body, written_at FROM outbox "
    "WHERE body IS NOT NULL ORDER BY outbox_id DESC LIMIT 100");

struct writing {
	const struct mail *mail;
	const char *kind;
	int64_t account_id;
};

static const char *
where(struct ctx *c, const char *column, int64_t outbox_id)
{
	return arena_text(c->arena, "outbox.%s.%lld", column, (long long)outbox_id);
}

static struct bytes
sealed(struct ctx *c, const char *column, int64_t outbox_id, const char *clear)
{
	return seal(c->arena, keyring_key(c, "outbox"), where(c, column, outbox_id),
	    (struct bytes){ clear, strlen(clear) });
}

/* The seal binds the row's number, so the row comes first. */
static int
write_mail(struct ctx *c, void *arg)
{
	const struct writing *w = arg;
	const struct mail *m = w->mail;
	struct maybe_int account = { w->account_id != 0 ? IS_PRESENT : IS_NULL,
	    w->account_id };
	int64_t id;

	if (db_run(c, &outbox_insert, A(w->kind), A(account), A(c->now), A(c->now)) != 0)
		return -1;
	id = db_inserted(c);
	return db_run(c, &outbox_fill, A(sealed(c, "address", id, m->to)),
	    A(sealed(c, "subject", id, m->subject)), A(sealed(c, "body", id, m->text)), A(id));
}

int
outbox_mail(struct ctx *c, const struct mail *m, const char *kind, int64_t account_id)
{
	struct writing w = { m, kind, account_id };

	if (!mail_address_is_fit(m->to))
		return fail(c, &mail_refused);
	return db_transact(c, write_mail, &w);
}

static bool
unsealed(struct ctx *c, const char *column, int64_t outbox_id, struct bytes in,
    const char **out)
{
	struct bytes clear;

	if (in.data == NULL || !seal_open(c->arena, keyring_key(c, "outbox"),
	    where(c, column, outbox_id), in, &clear))
		return false;
	*out = arena_text(c->arena, "%.*s", (int)clear.size, (const char *)clear.data);
	return true;
}

bool
outbox_open(struct ctx *c, const struct outbox_row *row, struct mail *out)
{
	return unsealed(c, "address", row->outbox_id, row->address, &out->to) &&
	    unsealed(c, "subject", row->outbox_id, row->subject, &out->subject) &&
	    unsealed(c, "body", row->outbox_id, row->body, &out->text);
}

int
mailbox_read(struct ctx *c, struct list *rows)
{
	struct list found;
	struct mailbox_row *out;
	const struct outbox_row *row;
	struct mail mail;

	if (!c->config->sample_mailbox)
		return fail(c, &not_found);
	if (db_list(c, &mailbox_list, &outbox_row_shape, &found) != 0)
		return -1;
	row = found.items;
	out = arena_alloc(c->arena, found.count * sizeof *out);
	*rows = (struct list){ 0, out };
	for (size_t i = 0; i < found.count; i++) {
		if (!outbox_open(c, &row[i], &mail))
			return fail_internal(c, "outbox: row %lld does not open",
			    (long long)row[i].outbox_id);
		out[rows->count++] = (struct mailbox_row){ row[i].outbox_id, mail.to,
		    mail.subject, mail.text, row[i].written_at };
	}
	return 0;
}

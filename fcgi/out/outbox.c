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
    FIELD(outbox_row, seal_code, "What the seal is bound to"),
    FIELD(outbox_row, content, "Address, subject and text, sealed", .optional = true),
    FIELD(outbox_row, written_at, "When it was written"));

STMT(outbox_insert, "INSERT INTO outbox (kind, account_id, seal_code, content, state, tries, "
    "written_at, next_at) VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?)");
STMT(mailbox_list, "SELECT outbox_id, tries, seal_code, content, written_at FROM outbox "
    "WHERE content IS NOT NULL ORDER BY outbox_id DESC LIMIT 100");

static const char *
where(struct ctx *c, const char *seal_code)
{
	return arena_text(c->arena, "outbox.content.%s", seal_code);
}

/*
 * Address and subject hold no line break, so line breaks part the three.  The
 * row's number is not known before it is written, and the programs may not
 * change it afterwards: the seal is bound to a random code of the row.
 */
int
outbox_mail(struct ctx *c, const struct mail *m, const char *kind, int64_t account_id)
{
	const char *code, *clear;
	struct bytes content;

	if (!mail_address_is_fit(m->to) || !mail_subject_is_fit(m->subject))
		return fail(c, &mail_refused);
	code = random_code(c->arena, 16);
	clear = arena_text(c->arena, "%s\n%s\n%s", m->to, m->subject, m->text);
	content = seal(c->arena, keyring_key(c, "outbox"), where(c, code),
	    (struct bytes){ clear, strlen(clear) });
	return db_run(c, &outbox_insert, A(kind), A(account_id), A(code), A(content), A(c->now),
	    A(c->now));
}

bool
outbox_open(struct ctx *c, const struct outbox_row *row, struct mail *out)
{
	struct bytes clear;
	char *text, *subject, *body;

	if (row->content.data == NULL || !seal_open(c->arena, keyring_key(c, "outbox"),
	    where(c, row->seal_code), row->content, &clear))
		return false;
	text = arena_alloc(c->arena, clear.size + 1);
	memcpy(text, clear.data, clear.size);
	subject = strchr(text, '\n');
	body = subject != NULL ? strchr(subject + 1, '\n') : NULL;
	if (body == NULL)
		return false;
	*subject = *body = '\0';
	*out = (struct mail){ text, subject + 1, body + 1 };
	return true;
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

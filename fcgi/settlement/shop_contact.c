#include "settlement/shop_contact.h"

#include <string.h>

#include "base/config.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"
#include "db/keyring.h"
#include "office/shop.h"
#include "out/outbox.h"
#include "people/audit.h"
#include "shape/say.h"

const struct reason contact_same = { 409, "contact_same" };
const struct reason contact_missing = { 409, "contact_missing" };

enum { TOLD_DAYS = 30, SEAL_BYTES = 16 };

struct contact_row { const char *seal_code; struct bytes mail_sealed; };
SHAPE(contact_row, "A mail address of a shop",
    FIELD(contact_row, seal_code, "What the seal is bound to"),
    FIELD(contact_row, mail_sealed, "Address, sealed"));

STMT(contact_newest, "SELECT seal_code, mail_sealed FROM shop_contact WHERE shop_id = ?"
    " ORDER BY shop_contact_id DESC LIMIT 1");
/* Those that were made since, and the one that was in use when the time began. */
STMT(contacts_since, "SELECT seal_code, mail_sealed FROM shop_contact WHERE shop_id = ?"
    " AND shop_contact_id >= COALESCE((SELECT MAX(o.shop_contact_id) FROM shop_contact o"
    "  WHERE o.shop_id = ? AND o.made_at <= ?), 0) ORDER BY shop_contact_id LIMIT 1000");
STMT(contact_insert, "INSERT INTO shop_contact (shop_id, seal_code, mail_sealed, made_by, made_at)"
    " VALUES (?, ?, ?, ?, ?)");

static const char *
place(struct ctx *c, const char *seal_code)
{
	return arena_text(c->arena, "shop_contact.mail.%s", seal_code);
}

static int
address_of(struct ctx *c, const struct contact_row *row, const char **mail)
{
	struct bytes clear;

	if (!seal_open(c->arena, keyring_key(c, "shop"), place(c, row->seal_code),
	        row->mail_sealed, &clear))
		return fail_internal(c, "mail address of a shop does not open");
	*mail = clear.data;
	return 0;
}

int
shop_contact_read(struct ctx *c, int64_t shop_id, const char **mail)
{
	struct contact_row row;
	bool found;

	*mail = NULL;
	if (db_maybe(c, &found, &contact_newest, &contact_row_shape, &row, A(shop_id)) != 0)
		return -1;
	return found ? address_of(c, &row, mail) : 0;
}

static int
send(struct ctx *c, const char *to, const char *kind, const struct mail *mail)
{
	struct mail m = { to, mail->subject, mail->text };

	return outbox_mail(c, &m, kind, 0);
}

static bool
is_among(const char *const *mails, size_t count, const char *mail)
{
	for (size_t i = 0; i < count; i++)
		if (text_same(mails[i], mail))
			return true;
	return false;
}

int
shop_contact_tell(struct ctx *c, int64_t shop_id, const char *kind, const struct mail *mail)
{
	struct instant since = { c->now.ms - (int64_t)TOLD_DAYS * 24 * 3600 * 1000 };
	const struct contact_row *row;
	const char **told;
	struct list rows;

	must(db_in_transaction(c));
	if (db_list(c, &contacts_since, &contact_row_shape, &rows, A(shop_id), A(shop_id),
	        A(since)) != 0)
		return -1;
	if (rows.count == 0)
		return fail(c, &contact_missing, NULL);
	row = rows.items;
	told = arena_alloc(c->arena, rows.count * sizeof *told);
	for (size_t i = 0; i < rows.count; i++) {
		if (address_of(c, &row[i], &told[i]) != 0)
			return -1;
		if (!is_among(told, i, told[i]) && send(c, told[i], kind, mail) != 0)
			return -1;
	}
	return 0;
}

/* Says the change without either address: a mail may be read by others. */
static int
tell_change(struct ctx *c, int64_t shop_id)
{
	const char *language = c->language;
	struct mail mail = { 0 };
	struct shop shop;

	if (shop_read(c, shop_id, &shop) != 0)
		return -1;
	c->language = "ja";
	mail.subject = SAY(c, "mail.shop_contact.subject", P(municipality,
	    c->config->municipality));
	mail.text = SAY(c, "mail.shop_contact.text", P(municipality, c->config->municipality),
	    P(shop_no, shop.shop_no), P(shop, shop.name), P(when, c->now));
	c->language = language;
	return shop_contact_tell(c, shop_id, "shop_contact", &mail);
}

int
shop_contact_set(struct ctx *c, int64_t shop_id, const char *mail)
{
	const char *code = random_code(c->arena, SEAL_BYTES), *now;
	struct bytes sealed;

	must(db_in_transaction(c));
	if (shop_contact_read(c, shop_id, &now) != 0)
		return -1;
	if (now != NULL && text_same(now, mail))
		return fail(c, &contact_same, "mail");
	sealed = seal(c->arena, keyring_key(c, "shop"), place(c, code),
	    (struct bytes){ mail, strlen(mail) });
	if (db_run(c, &contact_insert, A(shop_id), A(code), A(sealed), A(c->actor.account_id),
	        A(c->now)) != 0)
		return -1;
	if (tell_change(c, shop_id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "shop_contact.set", "shop", shop_id, NULL });
}

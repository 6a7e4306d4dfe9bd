#include "settlement/drift.h"

#include <string.h>

#include "base/config.h"
#include "base/log.h"
#include "db/db.h"
#include "ledger/proof.h"
#include "out/outbox.h"
#include "shape/say.h"

enum { ROWS_MAX = 20 };

/* The newest figures are on the screen; the mail only has to say where to look. */
static const char *
rows_of(struct ctx *c, const struct difference *const *news, size_t count)
{
	const char *rows = "";

	for (size_t i = 0; i < count && i < ROWS_MAX; i++) {
		const char *what = say_word(c, "drift_what", news[i]->what);
		const char *row = SAY(c, "mail.drift.row", P(what, what),
		    P(object_id, news[i]->object_id),
		    P(expected, say_number(c->arena, news[i]->expected)),
		    P(found, say_number(c->arena, news[i]->found)));

		rows = arena_text(c->arena, "%s%s\n", rows, row);
	}
	if (count > ROWS_MAX)
		rows = arena_text(c->arena, "%s%s\n", rows, SAY(c, "mail.drift.more",
		    P(count, (int64_t)(count - ROWS_MAX))));
	return rows;
}

static const char *
next_address(struct ctx *c, const char **rest)
{
	const char *from = *rest + strspn(*rest, " ");
	size_t size = strcspn(from, " ");

	*rest = from + size;
	return size == 0 ? NULL : arena_text(c->arena, "%.*s", (int)size, from);
}

static int
send_all(struct ctx *c, struct mail *mail)
{
	const char *rest = c->config->alarm_mail;
	int64_t told = 0;

	while ((mail->to = next_address(c, &rest)) != NULL) {
		if (!mail_address_is_fit(mail->to))
			continue;
		if (outbox_mail(c, mail, "drift", 0) != 0)
			return -1;
		told++;
	}
	if (told == 0)
		log_write(LOG_ERROR, "drift_told_nobody", L(setting, "alarm_mail"));
	return 0;
}

int
drift_tell(struct ctx *c, const struct difference *const *news, size_t count)
{
	const char *language = c->language, *city = c->config->municipality;
	struct mail mail = { 0 };

	must(db_in_transaction(c));
	c->language = "ja";
	mail.subject = SAY(c, "mail.drift.subject", P(municipality, city),
	    P(count, (int64_t)count));
	mail.text = SAY(c, "mail.drift.text", P(municipality, city), P(count, (int64_t)count),
	    P(rows, rows_of(c, news, count)),
	    P(url, arena_text(c->arena, "%s/staff/drift", c->config->origin)));
	c->language = language;
	return send_all(c, &mail);
}

#ifndef OUT_OUTBOX_H
#define OUT_OUTBOX_H

#include "out/jobs.h"
#include "out/mail.h"
#include "shape/shape.h"

/*
 * Mails leave through a table: written inside the act's transaction, sent by
 * jobd's "mail" lane after COMMIT, at least once, retried with growing pauses
 * for a day.  Address, subject and text are sealed until sent, then erased (so
 * too when the mail is given up); who got what when stays as ids.  In the
 * sample set-up they stay readable on the mailbox page.
 */
int outbox_mail(struct ctx *, const struct mail *, const char *kind, int64_t account_id);
struct mailbox_row {
	int64_t outbox_id;
	const char *to, *subject, *text;
	struct instant written_at;
};
extern const struct shape mailbox_row_shape;
int mailbox_read(struct ctx *, struct list *rows);	/* sample set-up only, newest first */

/* "outbox.send": for the list of jobd. */
extern const struct job outbox_jobs[];
#endif

#ifndef OUT_MAIL_H
#define OUT_MAIL_H

#include "base/ctx.h"

/*
 * Sends one mail over SMTP by libcurl: UTF-8 text/plain, headers encoded
 * after RFC 2047, no address in any log line.  Blocks up to 30 s: jobd only.
 * In the sample set-up with sample_mailbox the outbox keeps it instead.
 *
 * message_id ("outbox-17@city.example") stays the same when a mail is sent
 * again, so that a receiver can drop the second copy.
 * mail_failed: may work later (no connection, a reply of 4xx, wrong password).
 * mail_refused: never will (a reply of 55x, or an address or subject that
 * could break out of its header line).  ctx.detail says more, without address.
 */
struct mail { const char *to, *subject, *text; };
extern const struct reason mail_failed, mail_refused;
int mail_send(struct ctx *, const struct mail *, const char *message_id);
/* The RFC 5322 bytes, or NULL with mail_refused. */
char *mail_message(struct ctx *, const struct mail *, const char *message_id);
/* user@domain in ASCII without quotes, at most 254 characters. */
bool mail_address_is_fit(const char *);
bool mail_subject_is_fit(const char *);	/* no control character */
#endif

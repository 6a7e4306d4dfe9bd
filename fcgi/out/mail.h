#ifndef OUT_MAIL_H
#define OUT_MAIL_H

#include "base/ctx.h"

/*
 * Sends one mail over SMTP by libcurl: UTF-8 text/plain, headers encoded
 * after RFC 2047, no address in any log line.  Blocks up to 30 s: jobd only.
 * In the sample set-up with sample_mailbox the outbox keeps it instead.
 */
struct mail { const char *to, *subject, *text; };
extern const struct reason mail_failed;
int mail_send(struct ctx *, const struct mail *);
char *mail_message(struct ctx *, const struct mail *, const char *message_id);	/* the RFC 5322 bytes */
#endif

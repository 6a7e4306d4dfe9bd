#ifndef OUT_OUTBOX_INNER_H
#define OUT_OUTBOX_INNER_H

#include "out/outbox.h"

/* A row as it lies in the table; shared by outbox.c, outbox_job.c and their test. */
struct outbox_row {
	int64_t outbox_id, tries;
	const char *seal_code;
	struct bytes content;	/* sealed; none once erased */
	struct instant written_at;
};
extern const struct shape outbox_row_shape;

/* False when the seal does not open. */
bool outbox_open(struct ctx *, const struct outbox_row *, struct mail *out);
/* Sends one mail and records how that went; -1 only when it cannot be recorded. */
int outbox_send(struct ctx *, const struct outbox_row *);

#endif

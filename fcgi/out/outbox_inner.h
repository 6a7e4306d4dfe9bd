#ifndef OUT_OUTBOX_INNER_H
#define OUT_OUTBOX_INNER_H

#include "out/outbox.h"

/* A row as it lies in the table; shared by outbox.c and outbox_job.c alone. */
struct outbox_row {
	int64_t outbox_id, tries;
	struct bytes address, subject, body;	/* sealed; none once erased */
	struct instant written_at;
};
extern const struct shape outbox_row_shape;

/* Opens the seals; false when one does not open. */
bool outbox_open(struct ctx *, const struct outbox_row *, struct mail *out);
#endif

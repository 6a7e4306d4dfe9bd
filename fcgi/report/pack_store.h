#ifndef REPORT_PACK_STORE_H
#define REPORT_PACK_STORE_H

#include "out/jobs.h"

/*
 * Audit packs made by a button: jobd makes the pack of an instant (report/pack.h) as one
 * ZIP file in config.pack_folder, known to the table by size and SHA-256, and removes it
 * after PACK_KEPT_DAYS; the row stays.  A file has its final name only when it is whole.
 * Each asking, cancelling, making and taking is an audit entry.
 */
enum { PACK_KEPT_DAYS = 14 };
extern const struct reason pack_later, pack_gone;

/* at.ms 0: now.  One at a time: job_running.  These three in a transaction. */
int pack_ask(struct ctx *, struct instant at, int64_t *audit_pack_id);
int pack_cancel(struct ctx *, int64_t audit_pack_id);
/* The name of the file in the folder, and how people shall call it. */
int pack_take(struct ctx *, int64_t audit_pack_id, const char **file, const char **name);

/* "pack.make" and "pack.sweep"; one lane, so that neither meets a draft of the other. */
extern const struct job pack_jobs[];

/* Filter state; orders newest, oldest. */
extern const struct listing pack_listing;
extern const char *const pack_states[], *const pack_orders[];

#endif

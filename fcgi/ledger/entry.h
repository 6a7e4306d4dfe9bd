#ifndef LEDGER_ENTRY_H
#define LEDGER_ENTRY_H

#include "db/page.h"

/*
 * The rows behind a balance, as a list: the entries of one round, chart and
 * part that were posted by an instant, each with the act that made it.  Their
 * sum is the balance.  Arguments of the select: round, chart, part (as numbers)
 * and the instant.  Filters: kind.  The module only reads.
 */
extern const struct listing entry_listing;
extern const char *const entry_orders[];	/* newest, amount */
extern const char *const chart_names[];		/* by enum chart - 1; "cash" "premium" ... */
extern const char *const posting_kinds[];
int64_t chart_number(const char *name);		/* of chart_names */

#endif

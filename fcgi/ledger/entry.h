#ifndef LEDGER_ENTRY_H
#define LEDGER_ENTRY_H

#include "db/page.h"

/*
 * The rows behind a balance, as a list: the entries of a round, chart and part
 * that were posted by an instant, each with the act that made it.  Their sum is
 * the balance.  Argument of the select: the instant.  Filters: round_id, chart,
 * part (as numbers), kind, closing_id (by the view closing_posting: what a closing
 * made due, and what became of it).  The module only reads.
 */
extern const struct listing entry_listing;
extern const char *const entry_orders[];	/* newest, amount */
extern const char *const posting_kinds[];

#endif

#ifndef SETTLEMENT_SHOP_CONTACT_H
#define SETTLEMENT_SHOP_CONTACT_H

#include "out/mail.h"

/*
 * Where a shop gets mails about its money.  Addresses are sealed and follow one
 * another: an older row stays, so that a warning still reaches who was there
 * before.  Whoever changes the address, the old one and the new one are told.
 * The module never sends a whole account number.
 */
int shop_contact_read(struct ctx *, int64_t shop_id, const char **mail);	/* NULL: none */
/* Inside a transaction.  contact_same: it is this address already. */
int shop_contact_set(struct ctx *, int64_t shop_id, const char *mail);
/* Inside a transaction: to every address the shop had within the last 30 days, once
 * each.  to is ignored.  contact_missing when the shop has no address. */
int shop_contact_tell(struct ctx *, int64_t shop_id, const char *kind, const struct mail *);
extern const struct reason contact_same, contact_missing;

#endif

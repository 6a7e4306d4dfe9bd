#ifndef VOUCHER_FRAUD_H
#define VOUCHER_FRAUD_H

#include "settlement/check.h"

/*
 * What the checks look for in payments with vouchers.  Patterns are those of
 * cases that came to court or to the Board of Audit: owners who redeemed their
 * own vouchers, one person who bought in many names, a boat.  They only read;
 * each counts in the database over the payments of a period that stand.
 *
 *   one_person    one purse paid this much at one shop (yen), and so large a share of
 *                 all it paid (percent)
 *   own_shop      owner, clerk or family paid this much at the own shop (yen)
 *   ring          owners pay at each other's shops, two or three of them, each
 *                 at least so much (yen)
 *   few_people    of a shop's takings of at least so much (yen) a share (percent)
 *                 came from so few purses (count)
 *   single_large  one payment of this much (yen)
 *   night         so many payments (count) of at least so much each (yen) at one shop
 *                 within minutes, 22:00 to 5:00
 *   after_sale    of a sale worth at least so much (yen) a share (percent) was
 *                 spent at one shop within minutes
 *   many_purses   so many purses (count) paid at least so much each (yen) at one
 *                 shop within minutes: many accounts in one hand
 *   speed         a purse at two shops faster than so many km/h (count), the
 *                 payments at most minutes apart; shops a kilometre apart or more
 *   round_amount  one purse paid the same whole thousands, at least so much
 *                 (yen), so many times (count) at one shop
 */
extern const struct check_kind voucher_checks[];
/* Of fraud_burst.c, which looks at payments in their order. */
int look_night(struct ctx *, const struct check *);
int look_many_purses(struct ctx *, const struct check *);
/* Of fraud_ring.c. */
int look_ring(struct ctx *, const struct check *);

#endif

#ifndef VOUCHER_SAMPLE_H
#define VOUCHER_SAMPLE_H

#include "base/ctx.h"

/*
 * A made-up municipality for trying and measuring, with the figures of
 * kurayoshi-voucher.txt 4(1): two rounds of 60,000 and 40,000 sets, 5,000 yen
 * for 6,000 yen, at most 10 sets a person and round.  Everything is done through the rules, on
 * days before today, so that books and ledger agree.  The same size gives the
 * same names, shops and amounts.  Refuses in an installation that is not a sample.
 */
enum { SAMPLE_SHOPS = 320, SAMPLE_BUYERS = 1200 };	/* times size */
int sample_load(struct ctx *, int64_t size);	/* size: 1, 10, 100 */

#endif

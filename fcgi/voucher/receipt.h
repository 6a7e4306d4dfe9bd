#ifndef VOUCHER_RECEIPT_H
#define VOUCHER_RECEIPT_H

#include "base/ctx.h"

/*
 * The paper a buyer takes home: A5, black on white, always in Japanese.  It
 * names the buyer (the look is logged), says what was paid and until when the
 * vouchers count, and carries the one-time code that links a phone with the
 * purse.  Printing again gives the same paper; a sale that was taken back is
 * marked as such.
 */
int receipt_print(struct ctx *, int64_t sale_id, struct bytes *pdf);

#endif

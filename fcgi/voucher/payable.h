#ifndef VOUCHER_PAYABLE_H
#define VOUCHER_PAYABLE_H

#include "settlement/payable.h"

/* Payments with vouchers, as settlement reads them. */
extern const struct payables voucher_payables;

#endif

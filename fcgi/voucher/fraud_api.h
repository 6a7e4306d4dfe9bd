#ifndef VOUCHER_FRAUD_API_H
#define VOUCHER_FRAUD_API_H

#include "http/route.h"

/* What settlement shows of payments with vouchers, for its main; never rules. */
extern const struct route fraud_routes[];

#endif

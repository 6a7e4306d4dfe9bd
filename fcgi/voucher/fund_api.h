#ifndef VOUCHER_FUND_API_H
#define VOUCHER_FUND_API_H

#include "http/route.h"

/* Routes of the funds, for the program settlement. */
extern const struct route fund_routes[];

#endif

#ifndef VOUCHER_TILL_API_H
#define VOUCHER_TILL_API_H

#include "http/route.h"

/* The routes of the till, for its main; never rules. */
extern const struct right right_take, right_void_payment;
extern const struct route purse_routes[], pay_routes[], taking_routes[];

#endif

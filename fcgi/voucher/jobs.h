#ifndef VOUCHER_JOBS_H
#define VOUCHER_JOBS_H

#include "out/jobs.h"

/* The jobs of vouchers, for jobd: purse.expire, ledger.proof. */
extern const struct job voucher_jobs[];

#endif

#ifndef VOUCHER_SALES_API_H
#define VOUCHER_SALES_API_H

#include "http/route.h"

/* The routes of sales, for its main; never rules. */
extern const struct right right_voucher_view, right_voucher_edit, right_voucher_publish,
    right_voucher_sell, right_voucher_void, right_voucher_card;
extern const struct within within_round, within_campaign, within_sale;
extern const struct route campaign_routes[], round_routes[], sale_routes[], card_routes[],
    books_routes[];

#endif

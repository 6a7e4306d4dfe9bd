#ifndef SETTLEMENT_SETTLEMENT_API_H
#define SETTLEMENT_SETTLEMENT_API_H

#include "http/route.h"

/* The routes of the program settlement, and the rights they ask for. */
extern const struct right right_settlement_view, right_settlement_close, right_settlement_hold,
    right_settlement_pay, right_settlement_account, right_settlement_fund;
extern const struct right right_shop_bank;
extern const struct within within_closing, within_flag, within_statement, within_bank_file;
extern const struct route drift_routes[], cycle_routes[], closing_routes[], hold_routes[],
    shop_account_routes[], payout_routes[], bank_file_routes[], shop_payout_routes[],
    check_routes[], flag_routes[], shop_person_routes[], statement_routes[],
    statement_line_routes[], waiting_routes[];

#endif

#ifndef APPS_ROUTES_H
#define APPS_ROUTES_H

#include "ledger/ledger_api.h"
#include "office/office_api.h"
#include "people/people_api.h"
#include "report/report_api.h"
#include "settlement/settlement_api.h"
#include "voucher/fraud_api.h"
#include "voucher/fund_api.h"
#include "voucher/sales_api.h"
#include "voucher/till_api.h"

/*
 * Which route tables each program serves.  A main lists its own; madoctl lists
 * them all, for the interface document and the checks.
 */
#define PEOPLE_ROUTES sign_in_routes, session_routes, account_routes, role_routes,	\
	person_routes, audit_routes, sample_routes
#define OFFICE_ROUTES site_routes, shop_routes, clerk_routes, terminal_routes, job_routes,	\
	proof_routes
#define SALES_ROUTES campaign_routes, round_routes, sale_routes, card_routes, books_routes
#define SETTLEMENT_ROUTES waiting_routes, drift_routes, cycle_routes, closing_routes,	\
	hold_routes,									\
	shop_account_routes, payout_routes, bank_file_routes, shop_payout_routes,	\
	statement_routes, statement_line_routes,					\
	fund_routes, report_routes,							\
	check_routes, flag_routes, shop_person_routes, fraud_routes
#define TILL_ROUTES purse_routes, pay_routes, taking_routes

#endif

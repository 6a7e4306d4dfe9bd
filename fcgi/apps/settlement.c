/* settlement: closings, holds, payouts, bank files, statements, funds. */
#include "apps/routes.h"
#include "http/worker.h"
#include "out/cp932.h"
#include "out/pdf_list.h"
#include "out/xlsx.h"
#include "voucher/fraud.h"
#include "voucher/payable.h"

int
main(int argc, char **argv)
{
	static const struct route *const routes[] = { SETTLEMENT_ROUTES, NULL };
	static const struct check_kind *const checks[] = { voucher_checks, settlement_checks,
		NULL };
	static const struct program settlement = { "settlement", routes, &people_sessions };

	routes_use_file(&file_xlsx);
	routes_use_file(&file_csv_cp932);
	routes_use_file(&file_pdf);
	payables_use(&voucher_payables);
	checks_use(checks);
	return worker_main(&settlement, argc, argv);
}

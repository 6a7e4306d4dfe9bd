/* jobd: everything that runs by schedule or takes longer than a second. */
#include "ledger/jobs.h"
#include "out/jobs.h"
#include "out/outbox.h"
#include "out/tally.h"
#include "people/people_job.h"
#include "report/pack_store.h"
#include "settlement/closing.h"
#include "settlement/drift.h"
#include "voucher/fraud.h"
#include "voucher/jobs.h"
#include "voucher/payable.h"

int
main(int argc, char **argv)
{
	static const struct job *const tables[] = { outbox_jobs, sweep_jobs, people_jobs,
		ledger_jobs, voucher_jobs, closing_jobs, check_jobs, pack_jobs, NULL };
	static const struct tally_gauge gauges[] = {
		{ "madoguchi_drift_open", drift_open }, { 0 } };
	static const struct check_kind *const checks[] = { voucher_checks, settlement_checks,
		NULL };

	tally_use_gauges(gauges);
	payables_use(&voucher_payables);
	checks_use(checks);
	return jobs_main(tables, argc, argv);
}

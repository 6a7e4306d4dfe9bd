/* jobd: everything that runs by schedule or takes longer than a second. */
#include "out/jobs.h"
#include "out/outbox.h"
#include "people/people_job.h"
#include "settlement/closing.h"
#include "voucher/jobs.h"
#include "voucher/payable.h"

int
main(int argc, char **argv)
{
	static const struct job *const tables[] = { outbox_jobs, sweep_jobs, people_jobs,
		voucher_jobs, closing_jobs, NULL };

	payables_use(&voucher_payables);
	return jobs_main(tables, argc, argv);
}

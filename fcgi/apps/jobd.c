/* jobd: everything that runs by schedule or takes longer than a second. */
#include "out/jobs.h"
#include "out/outbox.h"

int
main(int argc, char **argv)
{
	static const struct job *const tables[] = { outbox_jobs, sweep_jobs, NULL };

	return jobs_main(tables, argc, argv);
}

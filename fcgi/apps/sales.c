/* sales: campaigns, counter sales and cards. */
#include "apps/routes.h"
#include "http/worker.h"

int
main(int argc, char **argv)
{
	static const struct route *const routes[] = { SALES_ROUTES, NULL };
	static const struct program sales = { "sales", routes, &people_sessions };

	return worker_main(&sales, argc, argv);
}

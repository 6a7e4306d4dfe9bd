/* till: purses, payments and the shop's page. */
#include "apps/routes.h"
#include "http/worker.h"

int
main(int argc, char **argv)
{
	static const struct route *const routes[] = { TILL_ROUTES, NULL };
	static const struct program till = { "till", routes, &people_sessions };

	return worker_main(&till, argc, argv);
}

#include "http/worker.h"
#include "office/names.h"
#include "people/people_api.h"

/* Sign-in, accounts, roles, persons, audit. */
int
main(int argc, char **argv)
{
	static const struct route *const routes[] = { sign_in_routes, session_routes,
		account_routes, role_routes, person_routes, audit_routes, sample_routes, NULL };
	static const struct program people = { "people", routes, &people_sessions };

	people_use_shops(&office_shop_names);
	return worker_main(&people, argc, argv);
}

/* people: signing in, accounts, roles, persons, audit. */
#include "apps/routes.h"
#include "http/worker.h"
#include "office/names.h"
#include "out/cp932.h"
#include "out/pdf_list.h"
#include "out/xlsx.h"

int
main(int argc, char **argv)
{
	static const struct route *const routes[] = { PEOPLE_ROUTES, NULL };
	static const struct program people = { "people", routes, &people_sessions };

	people_use_shops(&office_shop_names);
	routes_use_file(&file_xlsx);
	routes_use_file(&file_csv_cp932);
	routes_use_file(&file_pdf);
	return worker_main(&people, argc, argv);
}

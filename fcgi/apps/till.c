/* till: purses, payments and the shop's page. */
#include "apps/routes.h"
#include "http/worker.h"
#include "out/cp932.h"
#include "out/pdf_list.h"
#include "out/xlsx.h"

int
main(int argc, char **argv)
{
	static const struct route *const routes[] = { TILL_ROUTES, NULL };
	static const struct program till = { "till", routes, &people_sessions };

	routes_use_file(&file_xlsx);
	routes_use_file(&file_csv_cp932);
	routes_use_file(&file_pdf);
	return worker_main(&till, argc, argv);
}

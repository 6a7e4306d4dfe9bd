#ifndef OFFICE_OFFICE_API_H
#define OFFICE_OFFICE_API_H

#include "http/route.h"

/* The routes of shops, for the mains; never rules. */
extern const struct right right_shops_view, right_shops_edit, right_shop_manage, right_jobs_view,
    right_jobs_cancel;
extern const struct within within_shop;
extern const struct route shop_routes[], clerk_routes[], terminal_routes[], site_routes[],
    job_routes[];

#endif

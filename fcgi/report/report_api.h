#ifndef REPORT_REPORT_API_H
#define REPORT_REPORT_API_H

#include "http/route.h"

/* Routes of the reports, for the program settlement. */
extern const struct route report_routes[];

#endif

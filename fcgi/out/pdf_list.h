#ifndef OUT_PDF_LIST_H
#define OUT_PDF_LIST_H

#include "db/page.h"

/*
 * All rows of a list on paper: A4 across, what the CSV has, headings on each
 * page, the municipality, the name and the moment at the head.  For reading and
 * filing, not for a hundred thousand rows: of more than PDF_ROWS_MAX the first are
 * shown, and the paper says so in words.
 */
enum { PDF_ROWS_MAX = 3000 };
extern const struct file_format file_pdf;

#endif

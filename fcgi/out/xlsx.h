#ifndef OUT_XLSX_H
#define OUT_XLSX_H

#include "db/page.h"

/*
 * All rows of a list as a sheet for Excel: what the CSV has, with integers as
 * numbers, days and moments (Tokyo's) as dates, and texts as texts, whatever they
 * begin with: nothing in the file is a formula.  Headings are the words of the
 * caller's language and stay in sight.  The rows pass through a temporary file
 * without a name, so memory holds one of them and, at the end, the packed file.
 * An integer or a day that Excel cannot hold exactly is written as text.
 */
extern const struct file_format file_xlsx;

#endif

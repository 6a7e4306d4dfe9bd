#ifndef OUT_CP932_H
#define OUT_CP932_H

#include "db/page.h"

/*
 * CP932, the Shift_JIS of Windows, for programs that read no UTF-8.  A sign
 * that CP932 does not have becomes 〓 (the geta of printers) and is counted:
 * nothing is lost without a trace.  Signs that differ only in the number
 * Microsoft gave them (wave dash, minus, em dash, yen) are taken for the same.
 * Nothing is guessed: what does not come back as it went is replaced.
 */
int cp932_from_utf8(struct ctx *, const char *utf8, struct bytes *out, int64_t *replaced);

/* The CSV of a list in CP932, without BOM.  The name of the file tells how many signs
 * were replaced. */
extern const struct file_format file_csv_cp932;

#endif

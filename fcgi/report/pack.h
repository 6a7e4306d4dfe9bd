#ifndef REPORT_PACK_H
#define REPORT_PACK_H

#include "base/command.h"
#include "db/db.h"
#include "out/made_file.h"

/*
 * The audit pack: one folder with all that a programme sold, took, paid out,
 * handed back and decided, as of an instant, each row with its ids, so that
 * every figure can be followed to its rows (seed kurayoshi-voucher 6, 7; Board
 * of Audit, 10).  Each table is CSV, and xlsx and PDF but for the two that may
 * have a million rows.  manifest.csv names each file with rows, sum and SHA-256;
 * README.txt says what is in it and what does not exist.
 *
 * Tables of acts hold what was so at the instant, and come out byte for byte
 * the same whenever the pack is made again.  Shops, roles, lines of the bank and
 * findings are as they stand when it is made: README.txt says so.  Names and
 * addresses of residents are never in it, nor whole account numbers.  CSV is written row
 * by row; of the other tables memory holds one file at a time.
 */
struct pack_table {
	const char *name;
	const struct stmt *stmt;	/* NULL: rows come from read */
	int instants;			/* how often the statement takes the instant */
	const struct shape *row;
	const char *sum;		/* member that is added up, or NULL */
	bool is_long;			/* CSV only */
	bool is_present;		/* as it stands now, not at the instant */
	int (*read)(struct ctx *, struct instant at, struct list *rows);
};
/* What happened, and how it was controlled (pack_controls.c); each ends in { 0 }. */
extern const struct pack_table pack_tables[], pack_control_tables[];

/* The folder is made; it must not be there.  at: not after now.  In jobd both say how
 * far they are, and stop when the job is cancelled or jobd ends. */
int pack_write(struct ctx *, const char *folder, struct instant at);
/* All files of the folder as one, 0640; path must not be there.  NULL: refused. */
struct made_file *pack_zip(struct ctx *, const char *folder, const char *path, struct instant at);

extern const struct command pack_commands[];	/* audit-pack FOLDER [INSTANT] */

#endif

#ifndef SETTLEMENT_FINDING_H
#define SETTLEMENT_FINDING_H

#include "base/ctx.h"

/*
 * What is wrong, or odd, in a file of a bank: where, and which word says so
 * ("finding.CODE" in the catalogue).  A file with an error is refused as a whole;
 * a warning is for a person to look at.  At most FINDINGS_KEPT are kept, all are
 * counted; warnings never take the place of errors.
 */
struct bank_finding {
	int64_t record;			/* from 1; 0: the file as a whole */
	int column;			/* from 1; of the byte, or where the field begins */
	const char *field;		/* the bank's own word, 受取人名; or "" */
	const char *code;
	int64_t expected, found;	/* counts, sums, lengths, bytes; 0 when of no use */
	bool is_warning;
};
enum { FINDINGS_KEPT = 100 };
struct bank_findings {
	struct bank_finding items[FINDINGS_KEPT];
	size_t count;
	int64_t errors, warnings;
};

void finding_add(struct bank_findings *, const struct bank_finding *);
#define FIND(findings, ...) finding_add(findings, &(const struct bank_finding){ __VA_ARGS__ })
void findings_sort(struct bank_findings *);	/* by record and column */

/* 0 without errors; else -1 with bank_file_wrong on the field, once for each error:
 * record, column, name (of the field) and finding (the code). */
extern const struct reason bank_file_wrong;
int findings_refuse(struct ctx *, const char *field, const struct bank_findings *);

#endif

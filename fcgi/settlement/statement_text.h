#ifndef SETTLEMENT_STATEMENT_TEXT_H
#define SETTLEMENT_STATEMENT_TEXT_H

#include "settlement/notice.h"
#include "shape/shape.h"

/*
 * The words of a line of the bank, which name people: kept sealed, as JSON, bound to the
 * line.  In full-width kana, as kana_read gives them.  The module has no table.
 */
struct statement_text {
	const char *sender_name, *sender_bank, *sender_branch, *sender_code, *summary, *edi,
	    *inquiry_no, *code, *value_on;	/* code: 取引区分 */
	bool is_cancelled;
};
extern const struct shape statement_text_shape;
struct statement_text statement_text_of(struct arena *, const struct bank_line *);
/* where: the seal_code of the statement, and the line in it. */
struct bytes statement_text_seal(struct ctx *, const char *seal_code, int64_t line_no,
    const struct statement_text *);
int statement_text_open(struct ctx *, const char *seal_code, int64_t line_no, struct bytes sealed,
    struct statement_text *);

#endif

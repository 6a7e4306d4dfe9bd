#ifndef SETTLEMENT_BANK_SENDER_H
#define SETTLEMENT_BANK_SENDER_H

#include "settlement/zengin.h"
#include "shape/shape.h"

/*
 * Who pays: the municipality's account and what its bank wants of a file.  One
 * row, written by the office and on record (audit); checked by the same rules as
 * the accounts of shops.  A file that was built keeps the head it was built with.
 */
struct bank_sender {
	const char *client_code, *client_name, *bank_code, *branch_code, *number;
	int64_t kind;			/* 1 2 9 */
	const char *line_end;		/* none crlf */
	bool has_eof, takes_wo;
};
extern const struct shape bank_sender_shape;
extern const char *const bank_line_ends[];
extern const struct reason sender_missing;

int bank_sender_read(struct ctx *, bool *found, struct bank_sender *);
int bank_sender_takes_wo(struct ctx *, bool *takes);	/* false when nothing is set */
/* Inside a transaction.  What payee.h and kana.h say of a wrong field. */
int bank_sender_set(struct ctx *, const struct bank_sender *);
/* The head of a file; sender_missing. */
int bank_sender_head(struct ctx *, struct zengin_header *, struct fixed_form *, bool *takes_wo);

#endif

#ifndef VOUCHER_BOOKS_INNER_H
#define VOUCHER_BOOKS_INNER_H

#include "voucher/books.h"

/*
 * What books.c and books_prove.c share: a book with the figures it is checked
 * against.  All of it comes from one statement: its parts are of one moment,
 * however many sales go on.
 */
struct book_row {
	int64_t round_id;
	const char *campaign_name, *name;
	int64_t sets, sold_sets, left_sets;
	int64_t proceeds_yen, premium_yen, used_paid_yen, used_premium_yen;
	int64_t purse_paid_yen, purse_premium_yen, expired_paid_yen, expired_premium_yen;
	int64_t handed_back_paid_yen, handed_back_premium_yen;
	int64_t sold_paid_yen, sold_premium_yen;	/* of sales that stand */
	int64_t lots_paid_yen, lots_premium_yen;	/* left in open lots */
};
int book_rows(struct ctx *, struct list *rows);

/* Each pair that must agree. */
struct book_check { const char *what; int64_t expected, found; };
enum { BOOK_CHECKS = 7 };
void book_checks(const struct book_row *, struct book_check checks[BOOK_CHECKS]);

#endif

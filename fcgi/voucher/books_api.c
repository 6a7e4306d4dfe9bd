#include "voucher/books.h"

#include "voucher/sales_api.h"

struct day_book_in { const char *on; };
SHAPE(day_book_in, "Which day",
    FIELD(day_book_in, on, "Tokyo day", .format = &format_date, .max = 10));

static int
get_day_book(struct ctx *c, const void *input, void *output)
{
	const struct day_book_in *in = input;

	return day_book_read(c, in->on, output);
}

struct books_out { struct list rounds; };
SHAPE(books_out, "Books of all published rounds",
    FIELD(books_out, rounds, "Newest first", .of = &book_shape));

static int
get_books(struct ctx *c, const void *input, void *output)
{
	struct books_out *out = output;

	(void)input;
	return books_read(c, &out->rounds);
}

const struct route books_routes[] = {
	{ GET, "/api/sales/day-book", "What the counter took and gave in a day",
	  &right_voucher_view, 0, get_day_book, &day_book_in_shape, &day_book_shape },
	{ GET, "/api/sales/books", "Books of the rounds", &right_voucher_view, 0,
	  get_books, NULL, &books_out_shape },
	{ 0 }
};

#include "voucher/command.h"

#include <stdio.h>
#include <stdlib.h>

#include "ledger/proof.h"
#include "voucher/books.h"
#include "voucher/month.h"
#include "voucher/sample.h"

static int
verify(struct ctx *c, int count, char **words)
{
	struct list differences = { 0 };
	const struct difference *d;

	(void)count, (void)words;
	if (books_prove(c, NULL, &differences) != 0)
		return -1;
	d = differences.items;
	for (size_t i = 0; i < differences.count; i++)
		printf("%s %lld of round %lld: expected %lld, found %lld\n", d[i].what,
		    (long long)d[i].object_id, (long long)d[i].round_id, (long long)d[i].expected,
		    (long long)d[i].found);
	if (differences.count != 0)
		return fail_internal(c, "%zu differences", differences.count);
	puts("ledger, sales, stock and purses agree");
	return 0;
}

static int
load_sample(struct ctx *c, int count, char **words)
{
	int64_t size = count > 0 ? strtoll(words[0], NULL, 10) : 1;

	if (size != 1 && size != 10 && size != 100) {
		fputs("usage: madoctl load sample [1|10|100]\n", stderr);
		return -1;
	}
	return sample_load(c, size);
}

const struct command voucher_commands[] = {
	{ "ledger-verify", "", "Compares the ledger with sales, stock and purses", verify },
	{ "load sample", "[1|10|100]", "A made-up municipality, through the rules", load_sample },
	{ "load month", "[PAYMENTS] [SEED] [--planted]", "A month of payments, through the rules",
	  month_command },
	{ 0 }
};

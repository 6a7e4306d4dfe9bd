#include "settlement/finding.h"

#include <stdlib.h>

const struct reason bank_file_wrong = { 400, "bank_file_wrong" };

/* The last warning makes place for an error. */
static bool
make_place(struct bank_findings *f)
{
	for (size_t i = f->count; i > 0; i--) {
		if (!f->items[i - 1].is_warning)
			continue;
		f->items[i - 1] = f->items[--f->count];
		return true;
	}
	return false;
}

void
finding_add(struct bank_findings *f, const struct bank_finding *one)
{
	f->errors += !one->is_warning;
	f->warnings += one->is_warning;
	if (f->count == FINDINGS_KEPT && (one->is_warning || !make_place(f)))
		return;
	f->items[f->count++] = *one;
}

static int
compare(const void *a, const void *b)
{
	const struct bank_finding *x = a, *y = b;

	if (x->record != y->record)
		return x->record < y->record ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

void
findings_sort(struct bank_findings *f)
{
	if (f->count != 0)
		qsort(f->items, f->count, sizeof f->items[0], compare);
}

int
findings_refuse(struct ctx *c, const char *field, const struct bank_findings *f)
{
	if (f->errors == 0)
		return 0;
	for (size_t i = 0; i < f->count; i++) {
		const struct bank_finding *one = &f->items[i];

		if (!one->is_warning)
			fail(c, &bank_file_wrong, field, P(record, one->record),
			    P(column, one->column), P(name, one->field),
			    P(finding, one->code));
	}
	return -1;
}

#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "settlement/zengin.h"

/*
 * Any bytes as a file of 総合振込: taken or refused with findings that name a
 * record and a column, never a crash; what was taken is written as the same bytes.
 */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_findings(const struct bank_findings *f)
{
	must(f->count <= FINDINGS_KEPT && (int64_t)f->count <= f->errors + f->warnings);
	for (size_t i = 0; i < f->count; i++) {
		const struct bank_finding *one = &f->items[i];

		must(one->record > 0 && one->column > 0 && one->column <= 121);
		must(one->code != NULL && one->field != NULL);
		must(i == 0 || f->items[i - 1].record <= one->record);
	}
}

static void
check_sums(const struct zengin_file *file)
{
	for (size_t i = 0; i < file->count; i++) {
		const struct zengin_group *g = &file->groups[i];
		int64_t total = 0;

		must(g->count > 0);
		for (size_t k = 0; k < g->count; k++)
			total += g->payments[k].amount_yen;
		must(total == g->total_yen);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx c = { .arena = &arena };
	struct zengin_reading how = { .year = size % 3 == 0 ? 2026 : 0, .wo_in_names = size % 2 };
	struct bank_findings findings;
	struct zengin_file file;
	struct bytes again;

	zengin_read(&arena, (struct bytes){ data, size }, &how, &file, &findings);
	check_findings(&findings);
	if (findings.errors == 0) {
		check_sums(&file);
		must(zengin_write(&c, &file, &how, "file", &again) == 0);
		must(again.size == size && memcmp(again.data, data, size) == 0);
	}
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}

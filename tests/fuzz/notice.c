#include <stdint.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "settlement/kana.h"
#include "settlement/notice.h"

/*
 * Any bytes as a file of a bank's notices: taken or refused with findings, never
 * a crash.  Of what was taken every date exists, balances add up, and every
 * text can be shown.
 */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_line(struct arena *a, const struct bank_line *line)
{
	const char *name = kana_read(a, line->sender_name);

	must(date_valid(line->date) && date_valid(line->value_date));
	must(line->amount_yen >= 0);
	must(text_is_utf8(name, strlen(name)));
}

static void
check_account(struct arena *a, const struct bank_account *account)
{
	int64_t sum_yen = 0;

	must(date_valid(account->made_on) && date_valid(account->from_on));
	for (size_t i = 0; i < account->count; i++) {
		const struct bank_line *line = &account->lines[i];

		check_line(a, line);
		sum_yen += line->is_in ? line->amount_yen : -line->amount_yen;
	}
	if (account->has_balances)
		must(account->before_yen + sum_yen == account->after_yen);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct bank_findings findings;
	struct notice notice;

	notice_read(&arena, (struct bytes){ data, size }, "2026-12-28", &notice, &findings);
	must(findings.count <= FINDINGS_KEPT);
	for (size_t i = 0; i < findings.count; i++)
		must(findings.items[i].record > 0 && findings.items[i].column > 0);
	if (findings.errors == 0)
		for (size_t i = 0; i < notice.count; i++)
			check_account(&arena, &notice.accounts[i]);
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}

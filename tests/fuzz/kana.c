#include <stdint.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "settlement/kana.h"
#include "settlement/yucho.h"

/*
 * Any text as a name: written within the class and the length, or refused with a
 * reason, never a crash.  What was written is read as UTF-8 and, written again, is
 * the same, with nothing changed but widths.
 */
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_written(struct ctx *c, const struct kana_target *target, const struct kana_written *w)
{
	const char *readable = kana_read(c->arena, w->bytes);
	struct kana_written again;

	must(w->size > 0 && w->size <= target->max && w->size == strlen(w->bytes));
	must(kana_allowed_span(target->class, w->bytes, w->size) == w->size);
	must(kana_voicing_span(w->bytes, w->size) == w->size);
	must(w->bytes[0] != ' ' && w->bytes[w->size - 1] != ' ');
	must(text_is_utf8(readable, strlen(readable)));
	must(kana_write(c, target, readable, &again) == 0);
	must(again.size == w->size && memcmp(again.bytes, w->bytes, w->size) == 0);
	for (size_t i = 0; i < again.changes.count; i++)
		must(!((const struct kana_change *)again.changes.items)[i].alters);
	(void)kana_abbreviated(c->arena, readable);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct ctx c = { .arena = &arena };
	struct kana_target target = { "name", (enum kana_class)(size % (KANA_EDI + 1)), 30 };
	char *text = arena_alloc(&arena, size + 1);
	struct yucho_account account;
	struct kana_written w;

	memcpy(text, data, size);
	if (kana_write(&c, &target, text, &w) == 0)
		check_written(&c, &target, &w);
	else
		must(c.reason != NULL && c.problems != NULL);
	fail_forget(&c);
	if (yucho_convert(&c, "10530", text, &account) == 0)
		must(strlen(account.account) == 7);
	arena_rewind(&arena, (struct mark){ 0 });
	return 0;
}

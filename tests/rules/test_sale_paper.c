#include "pay_world.h"

#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "voucher/card.h"
#include "voucher/receipt.h"

/* Fontconfig and cairo keep what they read of the fonts for the process. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libcairo\nleak:libpango\nleak:libglib\n";
}

/* What people take home on paper: the texts can be read, the codes decode. */

/* Runs a tool on the bytes and gives what it printed. */
static const char *
tool_output(struct world *w, struct bytes pdf, const char *command)
{
	char file[] = "/tmp/madoguchi-paper-XXXXXX";
	struct text_buffer out = { .arena = &w->arena };
	int descriptor = mkstemp(file);
	char part[4096];
	size_t count;
	FILE *pipe;

	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, pdf.data, pdf.size), (ssize_t)pdf.size);
	close(descriptor);
	pipe = popen(arena_text(&w->arena, command, file), "r");
	assert_non_null(pipe);
	while ((count = fread(part, 1, sizeof part, pipe)) > 0)
		buffer_add(&out, part, count);
	assert_int_equal(pclose(pipe), 0);
	unlink(file);
	buffer_add(&out, "", 1);
	return out.data;
}

static void
assert_says(const char *text, const char *words)
{
	if (strstr(text, words) == NULL)
		fail_test("not on the paper: %s", words);
}

static const char text_of[] = "pdftotext -layout %s -";
static const char code_of[] = "pdftoppm -r 200 -singlefile -png %1$s %1$s >&2 && "
    "zbarimg -q --raw %1$s.png 2>/dev/null; status=$?; rm -f %1$s.png; exit $status";

static void
receipt_says_what_was_paid(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct counter k;
	struct sale_order order;
	struct sold sold;
	struct bytes pdf;
	struct sale sale;
	const char *text;

	counter_open(w, &k, 10, 10);
	order = order_of(&k, buyer(w), 2);
	order.received_yen = 20000;
	assert_done(c, sale_sell(c, &order, &sold));
	assert_done(c, receipt_print(c, sold.sale.sale_id, &pdf));
	text = tool_output(w, pdf, text_of);
	assert_says(text, "領収書");
	assert_says(text, sold.sale.receipt_no);
	assert_says(text, "見本 花子");
	assert_says(text, "令和2年1月10日 12:00");
	assert_says(text, "5,000円 × 2セット");
	assert_says(text, "10,000円");
	assert_says(text, "12,000円");
	assert_says(text, "令和2年1月31日まで");
	assert_says(text, sold.claim_code);
	assert_says(text, "払い戻し・換金・転売できません");
	assert_says(text, "商工観光課");
	assert_says(text, "電話 0000-00-0000");
	text = tool_output(w, pdf, code_of);
	assert_says(text, arena_text(c->arena, "%s/c/%s", c->config->origin, sold.claim_code));
	act_as(w, CHIEF);
	assert_done(c, sale_take_back(c, sold.sale.sale_id, "drill", &sale));
	assert_done(c, receipt_print(c, sold.sale.sale_id, &pdf));
	text = tool_output(w, pdf, text_of);
	assert_says(text, "取消済");
	assert_null(strstr(text, sold.claim_code));
}

static void
card_decodes_to_its_number(void **state)
{
	struct world *w = *state;
	struct ctx *c = &w->ctx;
	struct card card;
	struct card_issue issue = { .pin = "4711", .use_limit_yen = 1, .day_limit_yen = 1 };
	struct bytes pdf;
	const char *text;

	act_as(w, CLERK);
	issue.person_id = buyer(w);
	assert_done(c, card_issue(c, &issue, &card));
	assert_done(c, card_print(c, card.card_id, &pdf));
	text = tool_output(w, pdf, text_of);
	assert_says(text, arena_text(c->arena, "%.4s %.4s %.4s %.4s", card.card_no,
	    card.card_no + 4, card.card_no + 8, card.card_no + 12));
	assert_null(strstr(text, "花子"));
	text = tool_output(w, pdf, code_of);
	assert_says(text, arena_text(c->arena, "M1%s", card.card_no));
}

int
main(void)
{
	return RULES("sales", rule_test(receipt_says_what_was_paid),
	    rule_test(card_decodes_to_its_number));
}

#include "settlement/statement_text.h"

#include "db/keyring.h"
#include "settlement/kana.h"
#include "shape/read.h"
#include "shape/write.h"

PUBLIC_SHAPE(statement_text, "What the bank wrote beside a line",
    FIELD(statement_text, sender_name, "振込依頼人名", .max = 200, .optional = true),
    FIELD(statement_text, sender_bank, "仕向銀行名", .max = 60, .optional = true),
    FIELD(statement_text, sender_branch, "仕向店名", .max = 60, .optional = true),
    FIELD(statement_text, sender_code, "振込依頼人コード", .max = 20, .optional = true),
    FIELD(statement_text, summary, "摘要", .max = 80, .optional = true),
    FIELD(statement_text, edi, "EDI情報", .max = 80, .optional = true),
    FIELD(statement_text, inquiry_no, "照会番号", .max = 20, .optional = true),
    FIELD(statement_text, code, "取引区分", .max = 10, .optional = true),
    FIELD(statement_text, value_on, "起算日", .format = &format_date, .optional = true),
    FIELD(statement_text, is_cancelled, "取消区分", .optional = true));

static const char *
readable(struct arena *a, const char *bytes)
{
	return bytes[0] != '\0' ? kana_read(a, bytes) : NULL;
}

struct statement_text
statement_text_of(struct arena *a, const struct bank_line *line)
{
	return (struct statement_text){
		.sender_name = readable(a, line->sender_name),
		.sender_bank = readable(a, line->sender_bank),
		.sender_branch = readable(a, line->sender_branch),
		.sender_code = readable(a, line->sender_code),
		.summary = readable(a, line->summary),
		.edi = readable(a, line->edi),
		.inquiry_no = readable(a, line->inquiry_no),
		.code = readable(a, line->kind),
		.value_on = readable(a, line->value_date),
		.is_cancelled = line->is_cancelled,
	};
}

static const char *
place(struct ctx *c, const char *seal_code, int64_t line_no)
{
	return arena_text(c->arena, "bank_line.text.%s.%lld", seal_code, (long long)line_no);
}

struct bytes
statement_text_seal(struct ctx *c, const char *seal_code, int64_t line_no,
    const struct statement_text *text)
{
	return seal(c->arena, keyring_key(c, "shop"), place(c, seal_code, line_no),
	    shape_write_json(c, &statement_text_shape, text));
}

int
statement_text_open(struct ctx *c, const char *seal_code, int64_t line_no, struct bytes sealed,
    struct statement_text *text)
{
	struct bytes clear;

	if (!seal_open(c->arena, keyring_key(c, "shop"), place(c, seal_code, line_no), sealed,
	        &clear))
		return fail_internal(c, "a line of the bank does not open");
	return shape_read_json(c, &statement_text_shape, clear, text);
}

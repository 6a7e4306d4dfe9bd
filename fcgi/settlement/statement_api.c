#include "settlement/statement.h"

#include "http/route.h"
#include "settlement/bank_sender.h"
#include "settlement/finding.h"
#include "settlement/settlement_api.h"

STMT(any_statement, "SELECT 1 FROM bank_statement WHERE bank_statement_id = ?");
const struct within within_statement = { "Any statement of the bank", BY_ANYONE, &any_statement };

static const struct upload statement_upload = { STATEMENT_BYTES_MAX,
	CHOICES("application/octet-stream") };

static int
post_preview(struct ctx *c, const void *input, void *output)
{
	(void)input;
	return statement_look(c, request_upload(c), output);
}

static int
post_statement(struct ctx *c, const void *input, void *output)
{
	(void)input;
	return statement_take(c, request_upload(c), output);
}

static const char *const statement_orders[] = { "newest", "day", NULL };
static const char *const statement_kinds[] = { "03", "01", NULL };

struct statements_in {
	const char *kind, *from_on, *to_on;
	PAGE_MEMBERS;
};
SHAPE(statements_in, "Which statements",
    FIELD(statements_in, kind, "03 or 01", .choices = statement_kinds, .optional = true),
    FIELD(statements_in, from_on, "That tell of this day or a later one", .format = &format_date,
        .optional = true),
    FIELD(statements_in, to_on, "That tell of this day or an earlier one",
        .format = &format_date, .optional = true),
    PAGE_FIELDS(statements_in, statement_orders));

struct statement_row {
	int64_t bank_statement_id;
	const char *kind, *made_on, *from_on, *to_on;
	int64_t bank_lines, matched_lines, open_lines;
	const char *taken_by_name;
	struct instant taken_at;
	const char *hash;
};
SHAPE(statement_row, "A statement that was taken in",
    FIELD(statement_row, bank_statement_id, "Statement"),
    FIELD(statement_row, kind, "What it is", .choices = statement_kinds,
        .words = "bank_statement_kind"),
    FIELD(statement_row, made_on, "Day the bank made it", .max = 10),
    FIELD(statement_row, from_on, "First day", .max = 10),
    FIELD(statement_row, to_on, "Last day", .max = 10),
    FIELD(statement_row, bank_lines, "Lines"),
    FIELD(statement_row, matched_lines, "Lines known to be ours"),
    FIELD(statement_row, open_lines, "Lines that wait for a person"),
    FIELD(statement_row, taken_by_name, "Who took it in", .max = 60, .optional = true),
    FIELD(statement_row, taken_at, "When"),
    FIELD(statement_row, hash, "BLAKE2b-256 of the file", .max = 64));

#define STATEMENT_ROW "SELECT s.bank_statement_id, s.kind, s.made_on, s.from_on, s.to_on,"	\
	" s.bank_lines, (SELECT COUNT(*) FROM bank_line l WHERE l.bank_statement_id ="		\
	" s.bank_statement_id AND l.state = 'matched') AS matched_lines,"			\
	" (SELECT COUNT(*) FROM bank_line l WHERE l.bank_statement_id = s.bank_statement_id"	\
	" AND l.state = 'open') AS open_lines, a.name AS taken_by_name, s.taken_at,"		\
	" LOWER(HEX(s.hash)) AS hash FROM bank_statement s"					\
	" LEFT JOIN account_label a ON a.account_id = s.taken_by"
static const struct listing statement_listing = {
	.select = STATEMENT_ROW " WHERE 1 = 1",
	.filters = (const struct filter[]){
	    { "kind", "s.kind = ?" },
	    { "from_on", "s.to_on >= ?" },
	    { "to_on", "s.from_on <= ?" }, { 0 } },
	.orders = (const struct order[]){
	    { "newest", "s.bank_statement_id", true },
	    { "day", "s.to_on", true }, { 0 } },
	.key = "s.bank_statement_id", .row = &statement_row_shape,
	.export_name = "statements" };
STMT(statement_one, STATEMENT_ROW " WHERE s.bank_statement_id = ?");

struct statement_in { int64_t bank_statement_id; };
SHAPE(statement_in, "Which statement",
    FIELD(statement_in, bank_statement_id, "Statement", .within = &within_statement));

static int
get_statement(struct ctx *c, const void *input, void *output)
{
	const struct statement_in *in = input;

	return db_one(c, &statement_one, &statement_row_shape, output, A(in->bank_statement_id));
}

static int
get_content(struct ctx *c, const void *input, void *output)
{
	const struct statement_in *in = input;
	struct document *out = output;

	out->type = "application/octet-stream";
	out->name = arena_text(c->arena, "statement-%lld.txt", (long long)in->bank_statement_id);
	return statement_content(c, in->bank_statement_id, &out->body);
}

#define TAKING_REASONS REASONS(&bank_file_wrong, &statement_known, &statement_account,	\
	&sender_missing)

const struct route statement_routes[] = {
	{ POST, "/api/settlement/statement-previews",
	  "Look at a statement of the bank; nothing is kept", &right_settlement_pay, 0,
	  post_preview, NULL, &statement_shape, TAKING_REASONS, .upload = &statement_upload },
	{ POST, "/api/settlement/statements", "Take in a statement of the bank",
	  &right_settlement_pay, ONCE, post_statement, NULL, &statement_shape, TAKING_REASONS,
	  .upload = &statement_upload },
	{ GET, "/api/settlement/statements", "Statements of the bank", &right_settlement_view,
	  .in = &statements_in_shape, .list = &statement_listing },
	{ GET, "/api/settlement/statements/{bank_statement_id}", "A statement of the bank",
	  &right_settlement_view, 0, get_statement, &statement_in_shape, &statement_row_shape },
	{ GET, "/api/settlement/statements/{bank_statement_id}/file",
	  "The file as the bank gave it; on record", &right_settlement_pay, 0, get_content,
	  &statement_in_shape, &document_shape },
	{ 0 }
};

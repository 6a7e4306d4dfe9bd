#include <string.h>

#include "settlement/fixed.h"

static const char *
holds(const struct fixed_field *f)
{
	static const char *const words[] = {
		[FIXED_DIGITS] = "digits", [FIXED_COUNT] = "number",
		[FIXED_YEN] = "number above 0", [FIXED_YEN_10_OR_12] = "number, 10 or 12 digits",
		[FIXED_MONTH_DAY] = "MMDD", [FIXED_MADE_ON] = "YYMMDD, year of the era",
		[FIXED_DATE] = "YYMMDD, year of the era", [FIXED_BANK] = "bank name",
		[FIXED_PARTY] = "party name", [FIXED_EDI] = "EDI characters",
		[FIXED_ANY] = "any one-byte character", [FIXED_SPACES] = "spaces",
		[FIXED_UNUSED] = "not looked at" };

	return words[f->class];
}

static bool
is_number(enum fixed_class class)
{
	return class >= FIXED_DIGITS && class <= FIXED_DATE;
}

/* N or C, as the bankers' papers have it. */
static char
attribute(const struct fixed_field *f)
{
	if (f->class == FIXED_IS || f->class == FIXED_ONE_OF)
		return strpbrk(f->is, "0123456789") != NULL ? 'N' : 'C';
	return is_number(f->class) ? 'N' : 'C';
}

static void
print_field(struct text_buffer *b, int number, const struct fixed_field *f)
{
	int last = f->column + f->width - 1;

	buffer_format(b, "| %d | %s | %c%d | %d", number, f->label, attribute(f), f->width,
	    f->column);
	if (last != f->column)
		buffer_format(b, "-%d", last);
	buffer_text(b, " | ");
	if (f->class == FIXED_IS)
		buffer_format(b, "\"%s\"", f->is);
	else if (f->class == FIXED_ONE_OF)
		buffer_format(b, "one of \"%s\"", f->is);
	else
		buffer_text(b, holds(f));
	buffer_text(b, f->blank ? ", or blank |\n" : " |\n");
}

void
fixed_print(struct text_buffer *b, const struct fixed_format *format)
{
	for (const struct fixed_record *r = format->records; r->letter != '\0'; r++) {
		int number = 0;

		buffer_format(b, "**%s %s: %s**\n\n| # | item | attr | columns | holds |\n"
		    "|---|---|---|---|---|\n", format->kind, format->label, r->label);
		for (const struct fixed_field *f = r->fields; f->width != 0; f++)
			print_field(b, ++number, f);
		buffer_text(b, "\n");
	}
}

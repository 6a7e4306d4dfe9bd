#include "out/cp932.h"

#include <iconv.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "shape/write.h"

static const char geta[2] = { '\x81', '\xAC' };		/* 〓 */

/* The same sign under the number that Windows uses. */
static const struct pair_of_signs { const char *from, *to; } same_signs[] = {
	{ "\u301C", "\uFF5E" },		/* wave dash */
	{ "\u2212", "\uFF0D" },		/* minus */
	{ "\u2014", "\u2015" },		/* em dash */
	{ "\u2016", "\u2225" },		/* double bar */
	{ "\u00A5", "\uFFE5" },		/* yen */
	{ "\u00A2", "\uFFE0" },		/* cent */
	{ "\u00A3", "\uFFE1" },		/* pound */
	{ "\u00AC", "\uFFE2" },		/* not */
};

struct converter { iconv_t to, from; };

static void
converter_close(void *resource)
{
	struct converter *v = resource;

	iconv_close(v->to);
	iconv_close(v->from);
}

static int
converter_open(struct ctx *c, struct converter **out)
{
	struct converter *v = arena_alloc(c->arena, sizeof *v);

	v->to = iconv_open("CP932", "UTF-8");
	if (v->to == (iconv_t)-1)
		return fail_internal(c, "iconv knows no CP932");
	v->from = iconv_open("UTF-8", "CP932");
	must(v->from != (iconv_t)-1);
	arena_defer(c->arena, converter_close, v);
	*out = v;
	return 0;
}

/* One sign; the bytes it becomes, 0 when there are none. */
static size_t
convert(iconv_t how, const char *sign, size_t size, char out[8])
{
	char copy[8], *from = copy, *to = out;
	size_t left = size, room = 8;

	if (size > sizeof copy)
		return 0;
	memcpy(copy, sign, size);
	iconv(how, NULL, NULL, NULL, NULL);
	return iconv(how, &from, &left, &to, &room) == 0 && left == 0 ? 8 - room : 0;
}

/* Many signs of Unicode end in one of CP932: only what comes back is taken. */
static size_t
sign_of(const struct converter *v, const char *sign, size_t size, char out[8])
{
	char back[8];
	size_t made = convert(v->to, sign, size, out);

	if (made == 0 || convert(v->from, out, made, back) != size ||
	    memcmp(back, sign, size) != 0)
		return 0;
	return made;
}

static int64_t
add_text(const struct converter *v, const char *utf8, struct text_buffer *b)
{
	int64_t replaced = 0;

	while (*utf8 != '\0') {
		const char *sign = utf8, *as = sign;
		char bytes[8];
		size_t size;

		text_next(&utf8);
		size = (size_t)(utf8 - sign);
		if (size == 1) {
			buffer_add(b, sign, 1);
			continue;
		}
		for (size_t i = 0; i < sizeof same_signs / sizeof same_signs[0]; i++) {
			if (strlen(same_signs[i].from) == size &&
			    memcmp(same_signs[i].from, sign, size) == 0)
				as = same_signs[i].to;
		}
		size = sign_of(v, as, as == sign ? size : strlen(as), bytes);
		if (size == 0)
			replaced++;
		buffer_add(b, size != 0 ? bytes : geta, size != 0 ? size : sizeof geta);
	}
	return replaced;
}

int
cp932_from_utf8(struct ctx *c, const char *utf8, struct bytes *out, int64_t *replaced)
{
	struct text_buffer b = { .arena = c->arena };
	struct converter *v;

	if (converter_open(c, &v) != 0)
		return -1;
	*replaced = add_text(v, utf8, &b);
	*out = (struct bytes){ b.data, b.size };
	return 0;
}

/* ---- the CSV of a list ---- */

struct cp932_file {
	const struct shape *row;
	struct converter *converter;	/* NULL: there is none, which the end tells */
	struct text_buffer text;
	int64_t replaced;
};

static void
add_line(struct ctx *c, struct cp932_file *f, const void *row)
{
	struct mark mark = arena_mark(c->arena);
	struct arena lines = { 0 };
	struct text_buffer line = { .arena = &lines };

	if (row == NULL)
		csv_heading(c, &line, f->row);
	else
		csv_line(c, &line, f->row, row);
	buffer_add(&line, "", 1);
	arena_rewind(c->arena, mark);
	f->replaced += add_text(f->converter, line.data, &f->text);
	arena_rewind(&lines, (struct mark){ 0 });
}

static void *
cp932_begin(struct ctx *c, const struct listing *listing)
{
	struct cp932_file *f = arena_alloc(c->arena, sizeof *f);

	*f = (struct cp932_file){ listing->row, NULL, { .arena = c->arena }, 0 };
	if (converter_open(c, &f->converter) == 0)
		add_line(c, f, NULL);
	return f;
}

static int
cp932_row(struct ctx *c, void *file, const void *row)
{
	struct cp932_file *f = file;

	if (f->converter == NULL)
		return -1;
	add_line(c, f, row);
	return 0;
}

static int
cp932_end(struct ctx *c, void *file, struct bytes *out)
{
	const struct cp932_file *f = file;

	(void)c;
	if (f->converter == NULL)
		return -1;
	*out = (struct bytes){ f->text.data, f->text.size };
	return 0;
}

static int64_t
cp932_replaced(const void *file)
{
	return ((const struct cp932_file *)file)->replaced;
}

const struct file_format file_csv_cp932 = { "csv-cp932", "text/csv; charset=windows-31j",
	cp932_begin, cp932_row, cp932_end, "csv", cp932_replaced };

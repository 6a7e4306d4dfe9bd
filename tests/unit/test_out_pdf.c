/*
 * Documents: written to a file and read again by other people's programs
 * (poppler, zbar), because a document is right when others can read it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "base/text.h"
#include "out/pdf.h"

/* Fontconfig and cairo keep what they read of the fonts for the process. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libcairo\nleak:libpango\nleak:libglib\n";
}

static struct arena arena;
static struct ctx ctx;
static char folder[] = "/tmp/madoguchi-pdf-XXXXXX";

/* Runs a command with "F" replaced by the folder; gives what it printed. */
static char *
output_of(const char *format)
{
	struct text_buffer command = { .arena = &arena }, out = { .arena = &arena };
	char some[4096];
	size_t n;
	FILE *pipe;

	for (const char *at = format; *at != '\0'; at++) {
		if (*at == 'F')
			buffer_text(&command, folder);
		else
			buffer_add(&command, at, 1);
	}
	pipe = popen(command.data, "r");
	assert_non_null(pipe);
	buffer_text(&out, "");
	while ((n = fread(some, 1, sizeof some, pipe)) > 0)
		buffer_add(&out, some, n);
	assert_int_equal(pclose(pipe), 0);
	return out.data;
}

static void
write_file(const char *name, struct bytes b)
{
	FILE *file = fopen(arena_text(&arena, "%s/%s", folder, name), "w");

	assert_non_null(file);
	assert_int_equal(fwrite(b.data, 1, b.size, file), b.size);
	assert_int_equal(fclose(file), 0);
}

static struct bytes
read_bytes(const char *name)
{
	struct text_buffer b = { .arena = &arena };
	FILE *file = fopen(arena_text(&arena, "%s/%s", folder, name), "r");
	char some[4096];
	size_t n;

	assert_non_null(file);
	while ((n = fread(some, 1, sizeof some, file)) > 0)
		buffer_add(&b, some, n);
	fclose(file);
	return (struct bytes){ b.data, b.size };
}

static void
finish(struct pdf *pdf)
{
	struct bytes out;

	assert_int_equal(pdf_finish(pdf, &out), 0);
	write_file("a.pdf", out);
}

static struct pdf *
a4(void)
{
	return pdf_new(&ctx, 210, 297, "領収書 第17号");
}

static void
text_title_and_fonts_are_in_the_file(void **state)
{
	/* U+20BB7 (tsuchi-yoshi) lies outside the first plane. */
	const char *name = "\xf0\xa0\xae\xb7野家 渡邉 ヤマダ 1,234円";
	struct pdf *pdf = a4();
	char *fonts, *line;

	(void)state;
	pdf_text(pdf, (struct pdf_box){ 20, 20, 170, 20 }, (struct pdf_style){ .size_pt = 12 },
	    name);
	pdf_text(pdf, (struct pdf_box){ 20, 40, 170, 20 },
	    (struct pdf_style){ .size_pt = 16, .bold = true }, "太い字");
	finish(pdf);
	assert_non_null(strstr(output_of("pdftotext -layout F/a.pdf -"), name));
	assert_non_null(strstr(output_of("pdftotext F/a.pdf -"), "太い字"));
	assert_non_null(strstr(output_of("pdfinfo F/a.pdf"), "領収書 第17号"));
	/* Two heading lines, then a font a line: name ... emb sub uni. */
	fonts = output_of("pdffonts F/a.pdf | tail -n +3");
	assert_non_null(strstr(fonts, "IPAexGothic"));
	assert_non_null(strstr(fonts, "NotoSansCJK"));
	for (line = strtok_r(fonts, "\n", &fonts); line != NULL;
	    line = strtok_r(NULL, "\n", &fonts))
		assert_non_null(strstr(line, " yes yes yes "));
}

static void
same_act_gives_the_same_bytes(void **state)
{
	struct bytes out[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct pdf *pdf = a4();

		pdf_text(pdf, (struct pdf_box){ 20, 20, 170, 20 },
		    (struct pdf_style){ .size_pt = 12 }, "同じ");
		assert_int_equal(pdf_finish(pdf, &out[i]), 0);
	}
	assert_int_equal(out[0].size, out[1].size);
	assert_memory_equal(out[0].data, out[1].data, out[0].size);
}

static void
text_wraps_and_shrinks(void **state)
{
	const char *words = "長い文は箱の幅で折り返され、箱の高さに収まるまで小さくなります。";
	struct pdf_box box = { 20, 20, 60, 6 };
	struct pdf *pdf = a4();
	double free_mm, fit_mm;

	(void)state;
	free_mm = pdf_text(pdf, box, (struct pdf_style){ .size_pt = 11 }, words);
	fit_mm = pdf_text(pdf, box, (struct pdf_style){ .size_pt = 11, .fit = true }, words);
	assert_true(free_mm > 11);
	assert_true(fit_mm <= 6 && fit_mm > 2);
	finish(pdf);
}

static void
table_goes_on_with_its_heading(void **state)
{
	enum { ROWS = 70 };
	static const struct pdf_column columns[] = { { "日付", 30, PDF_LEFT },
		{ "店", 100, PDF_LEFT }, { "金額", 40, PDF_RIGHT } };
	const char *cells[ROWS * 3];
	struct pdf *pdf = a4();
	char *first, *second;
	double below;

	(void)state;
	for (int i = 0; i < ROWS; i++) {
		cells[3 * i] = arena_text(&arena, "11月%d日", i + 1);
		cells[3 * i + 1] = "見本商店";
		cells[3 * i + 2] = arena_text(&arena, "%d円", 10000 + i);
	}
	below = pdf_table(pdf, 20, 30, &(struct pdf_table){ columns, 3, cells, ROWS });
	finish(pdf);
	first = output_of("pdftotext -layout -f 1 -l 1 F/a.pdf -");
	second = output_of("pdftotext -layout -f 2 -l 2 F/a.pdf -");
	assert_non_null(strstr(output_of("pdfinfo F/a.pdf"), "Pages:           2\n"));
	assert_non_null(strstr(first, "日付"));
	assert_non_null(strstr(first, "10000円"));
	assert_null(strstr(first, "10069円"));
	assert_non_null(strstr(second, "日付"));
	assert_non_null(strstr(second, "10069円"));
	assert_true(below > 15 && below < 282);
}

static void
code_is_read_again_from_paper(void **state)
{
	const char *address = "https://madoguchi.example.jp/p/7f3k9q2m4x8v1b5n6c0dzg?v=3&店=壱";
	struct pdf *pdf = a4();
	struct qr qr;

	(void)state;
	assert_int_equal(qr_make(&ctx, address, &qr), 0);
	/* On grey: the white quiet zone must come with the code. */
	pdf_fill(pdf, (struct pdf_box){ 10, 10, 100, 100 }, 0.3);
	pdf_qr(pdf, (struct pdf_box){ 20, 20, 60, 45 }, &qr);
	finish(pdf);
	output_of("pdftoppm -r 150 -png F/a.pdf F/page");
	assert_string_equal(output_of("zbarimg -q --raw F/page-1.png 2>/dev/null"),
	    arena_text(&arena, "%s\n", address));
	assert_string_equal(output_of("pdfimages -list F/a.pdf | tail -n +3"), "");
}

static void
code_has_finders_and_refuses_what_is_too_long(void **state)
{
	char *many = arena_alloc(&arena, 1300);
	struct qr qr;

	(void)state;
	assert_int_equal(qr_make(&ctx, "x", &qr), 0);
	assert_int_equal(qr.width, 21);
	for (int i = 0; i < 7; i++)
		assert_true(qr.modules[i] == 1 && qr.modules[20 * 21 + i] == 1);
	assert_int_equal(qr.modules[7], 0);
	memset(many, 'x', 1273);
	assert_int_equal(qr_make(&ctx, many, &qr), 0);
	assert_int_equal(qr.width, 177);
	memset(many, 'x', 1274);
	assert_int_equal(qr_make(&ctx, many, &qr), -1);
	assert_ptr_equal(ctx.reason, &qr_too_long);
}

/* Pictures are made from a page of our own by poppler. */
static void
pictures_are_embedded(void **state)
{
	struct pdf *pdf = a4();
	char *list;

	(void)state;
	pdf_fill(pdf, (struct pdf_box){ 0, 0, 210, 100 }, 0.5);
	finish(pdf);
	output_of("pdftoppm -r 20 -png F/a.pdf F/p && pdftoppm -r 20 -jpeg F/a.pdf F/p");
	pdf = a4();
	assert_int_equal(pdf_picture(pdf, (struct pdf_box){ 20, 20, 50, 50 },
	    read_bytes("p-1.png")), 0);
	assert_int_equal(pdf_picture(pdf, (struct pdf_box){ 80, 20, 50, 50 },
	    read_bytes("p-1.jpg")), 0);
	finish(pdf);
	list = output_of("pdfimages -list F/a.pdf | tail -n +3");
	assert_non_null(strstr(list, " image  "));
	assert_non_null(strstr(list, " jpeg  "));
	assert_null(strstr(output_of("pdftotext F/a.pdf - 2>&1"), "rror"));
}

static void
picture_that_lies_is_refused_and_the_page_goes_on(void **state)
{
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\2\0\0\0\5\x08\2\0\0\0crc4";
	struct pdf *pdf = a4();

	(void)state;
	assert_int_equal(pdf_picture(pdf, (struct pdf_box){ 0, 0, 9, 9 },
	    (struct bytes){ png, sizeof png - 1 }), -1);
	assert_ptr_equal(ctx.reason, &picture_unreadable);
	assert_int_equal(pdf_picture(pdf, (struct pdf_box){ 0, 0, 9, 9 },
	    (struct bytes){ "GIF89a", 6 }), -1);
	pdf_text(pdf, (struct pdf_box){ 20, 20, 60, 9 }, (struct pdf_style){ .size_pt = 9 }, "次");
	finish(pdf);
	assert_non_null(strstr(output_of("pdftotext F/a.pdf -"), "次"));
}

static void
unfinished_document_is_dropped(void **state)
{
	struct pdf *pdf = a4();

	(void)state;
	pdf_text(pdf, (struct pdf_box){ 20, 20, 60, 9 }, (struct pdf_style){ .size_pt = 9 }, "x");
	pdf_page(pdf);
	pdf_frame(pdf, (struct pdf_box){ 20, 20, 60, 9 }, 0.3, 2);
	pdf_dashes(pdf, 0, 50, 210, 50);
	arena_reset(&arena);
}

static int
begin(void **state)
{
	(void)state;
	ctx = (struct ctx){ .arena = &arena, .now = { 1795238640000 }, .language = "ja" };
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static int
remove_folder(void **state)
{
	(void)state;
	output_of("rm -r F");
	arena_reset(&arena);
	return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_title_and_fonts_are_in_the_file),
		TEST(same_act_gives_the_same_bytes),
		TEST(text_wraps_and_shrinks),
		TEST(table_goes_on_with_its_heading),
		TEST(code_is_read_again_from_paper),
		TEST(code_has_finders_and_refuses_what_is_too_long),
		TEST(pictures_are_embedded),
		TEST(picture_that_lies_is_refused_and_the_page_goes_on),
		TEST(unfinished_document_is_dropped),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

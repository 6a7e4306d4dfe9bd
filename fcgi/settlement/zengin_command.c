#include "settlement/zengin_command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/config.h"
#include "settlement/kana.h"
#include "settlement/notice.h"
#include "settlement/yucho.h"
#include "settlement/zengin.h"
#include "shape/say.h"

enum { MISUSED = 2 };

static const char *
line_end(struct fixed_form form)
{
	static const char *const words[] = { [LINES_NONE] = "no line ends", [LINES_CR] = "CR",
		[LINES_LF] = "LF", [LINES_CRLF] = "CRLF" };

	return words[form.lines];
}

static void
print_form(const struct fixed_format *format, struct fixed_form form)
{
	printf("%s (%s), %zu bytes a record, %s%s%s\n", format->label, format->kind,
	    format->length, line_end(form), form.open_end ? ", none at the end" : "",
	    form.eof_mark ? ", end mark 1A" : "");
}

static int
print_findings(const struct bank_findings *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct bank_finding *one = &f->items[i];

		printf("%s: record %lld, column %d: %s%s%s", one->is_warning ? "odd" : "wrong",
		    (long long)one->record, one->column, one->field,
		    one->field[0] != '\0' ? ": " : "", one->code);
		if (one->expected != 0 || one->found != 0)
			printf(" (%lld, here %lld)", (long long)one->expected,
			    (long long)one->found);
		printf("\n");
	}
	if ((int64_t)f->count < f->errors + f->warnings)
		printf("... the first %zu are shown\n", f->count);
	printf("%lld wrong, %lld odd\n", (long long)f->errors, (long long)f->warnings);
	return f->errors == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- check ----------------------------------------------------------------------- */

/* The whole file, or at most one byte more than a reader takes. */
static int
read_file(struct arena *a, const char *path, struct bytes *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	off_t end = fd >= 0 ? lseek(fd, 0, SEEK_END) : -1;
	bool is_short = end >= 0 && end <= FIXED_FILE_MAX;
	size_t size = 0, room = (is_short ? (size_t)end : FIXED_FILE_MAX) + 1;
	char *data;
	ssize_t n = 0;

	if (fd < 0)
		return -1;
	data = arena_alloc(a, room);
	(void)lseek(fd, 0, SEEK_SET);
	while (size < room && (n = read(fd, data + size, room - size)) > 0)
		size += (size_t)n;
	close(fd);
	*out = (struct bytes){ data, size };
	return n < 0 ? -1 : 0;
}

static void
print_groups(struct arena *a, const struct zengin_file *file)
{
	printf("%5s  %-5s  %-10s  %10s  %20s  %s\n", "group", "date", "client", "payments", "yen",
	    "name");
	for (size_t i = 0; i < file->count; i++) {
		const struct zengin_group *g = &file->groups[i];

		printf("%5zu  %.2s-%.2s  %-10s  %10zu  %20s  %s\n", i + 1, g->header.day,
		    g->header.day[0] != '\0' ? g->header.day + 2 : "", g->header.client_code,
		    g->count, say_number(a, g->total_yen), kana_read(a, g->header.client_name));
	}
}

/* A file without an error is written again and must be the same. */
static bool
comes_back(struct ctx *c, const struct zengin_file *file, const struct zengin_reading *how,
    struct bytes bytes)
{
	struct bytes again;

	return zengin_write(c, file, how, "file", &again) == 0 && again.size == bytes.size &&
	    memcmp(again.data, bytes.data, bytes.size) == 0;
}

static int
check_zengin(struct ctx *c, struct bytes bytes, int year)
{
	struct zengin_reading how = { .year = year };
	struct bank_findings *findings = arena_alloc(c->arena, sizeof *findings);
	struct zengin_file file;

	zengin_read(c->arena, bytes, &how, &file, findings);
	print_form(&zengin_format, file.form);
	print_groups(c->arena, &file);
	if (findings->errors == 0 && !comes_back(c, &file, &how, bytes)) {
		printf("wrong: written again the file is another\n");
		return EXIT_FAILURE;
	}
	return print_findings(findings);
}

static void
print_account(struct arena *a, const struct bank_account *account)
{
	int64_t in_yen = 0, out_yen = 0;

	for (size_t i = 0; i < account->count; i++) {
		const struct bank_line *line = &account->lines[i];

		if (line->is_in && !line->is_cancelled)
			in_yen += line->amount_yen;
		else if (!line->is_in)
			out_yen += line->amount_yen;
	}
	printf("%s-%s %s %s  made %s  %s to %s  %zu lines  in %s  out %s", account->bank,
	    account->branch, account->account_kind, account->account, account->made_on,
	    account->from_on, account->to_on, account->count, say_number(a, in_yen),
	    say_number(a, out_yen));
	if (account->has_balances)
		printf("  balance %s to %s", say_number(a, account->before_yen),
		    say_number(a, account->after_yen));
	printf("\n");
}

static int
check_notice(struct ctx *c, struct bytes bytes, int year)
{
	static const struct config no_config;
	struct bank_findings *findings = arena_alloc(c->arena, sizeof *findings);
	struct notice notice;

	notice_read(c->arena, bytes, year != 0 ? arena_text(c->arena, "%04d-07-01", year) :
	    tokyo_date(c->arena, clock_now(&no_config)), &notice, findings);
	print_form(strcmp(notice.kind, "03") == 0 ? &statement_format : &transfer_notice_format,
	    notice.form);
	for (size_t i = 0; i < notice.count; i++)
		print_account(c->arena, &notice.accounts[i]);
	return print_findings(findings);
}

static int
check(struct ctx *c, int count, char **words)
{
	struct bytes bytes;
	const char *s;
	int year = 0;

	if (count == 2) {
		char *end;
		long n = strtol(words[1], &end, 10);

		if (*end != '\0' || n < 1900 || n > 2199)
			return MISUSED;
		year = (int)n;
	}
	if (count != 1 && count != 2)
		return MISUSED;
	if (read_file(c->arena, words[0], &bytes) != 0) {
		fprintf(stderr, "%s: %s\n", words[0], strerror(errno));
		return MISUSED;
	}
	s = bytes.data;
	if (bytes.size > 3 && (memcmp(s, "101", 3) == 0 || memcmp(s, "103", 3) == 0))
		return check_notice(c, bytes, year);
	return check_zengin(c, bytes, year);
}

/* --- name, account, fields --------------------------------------------------------- */

static int
print_refusal(const struct ctx *c)
{
	printf("%s", c->reason->code);
	for (const struct arg *p = c->problems->params; p->kind != ARG_END; p++) {
		if (p->kind == ARG_TEXT)
			printf(" %s %s", p->name, p->text);
		else
			printf(" %s %lld", p->name, (long long)p->number);
	}
	printf("\n");
	return EXIT_FAILURE;
}

static int
name(struct ctx *c, int count, char **words)
{
	struct kana_target target = { "name", KANA_PARTY, 30 };
	struct kana_written w;
	const char *readable, *brief;

	if (count == 2 && strcmp(words[1], "bank") == 0)
		target = (struct kana_target){ "name", KANA_BANK, 15 };
	else if (count == 2 && strcmp(words[1], "edi") == 0)
		target = (struct kana_target){ "name", KANA_EDI, 20 };
	else if (count != 1)
		return MISUSED;
	if (kana_write(c, &target, words[0], &w) != 0)
		return print_refusal(c);
	readable = kana_read(c->arena, w.bytes);
	printf("%s (%zu of %zu bytes)\n", readable, w.size, target.max);
	for (size_t i = 0; i < w.changes.count; i++) {
		const struct kana_change *one = (const struct kana_change *)w.changes.items + i;

		printf("%4lld  %s > %s  %s%s\n", (long long)one->position, one->from, one->to,
		    one->kind, one->alters ? " (reads otherwise)" : "");
	}
	if ((brief = kana_abbreviated(c->arena, readable)) != NULL)
		printf("in short: %s\n", brief);
	return EXIT_SUCCESS;
}

static int
account(struct ctx *c, int count, char **words)
{
	struct yucho_account out;

	if (count != 2)
		return MISUSED;
	if (yucho_convert(c, words[0], words[1], &out) != 0)
		return print_refusal(c);
	printf("9900-%s %s %s\n", out.branch, out.account_kind, out.account);
	return EXIT_SUCCESS;
}

static int
fields(struct ctx *c, int count, char **words)
{
	struct text_buffer b = { .arena = c->arena };

	(void)words;
	if (count != 0)
		return MISUSED;
	fixed_print(&b, &zengin_format);
	fixed_print(&b, &transfer_notice_format);
	fixed_print(&b, &statement_format);
	fwrite(b.data, 1, b.size, stdout);
	return EXIT_SUCCESS;
}

static const struct {
	const char *word, *arguments, *doc;
	int (*run)(struct ctx *, int count, char **words);
} commands[] = {
	{ "check", "FILE [YEAR]", "What is in a file of a bank and what is wrong with it", check },
	{ "name", "TEXT [bank|edi]", "A name as the bank gets it, and what was changed", name },
	{ "account", "SYMBOL NUMBER", "The account behind 記号 and 番号 of ゆうちょ銀行", account },
	{ "fields", "", "The fields of the bank files, as tables", fields } };
enum { COMMANDS = sizeof commands / sizeof commands[0] };

void
zengin_help(FILE *to)
{
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(to, "  zengin %s %-*s %s\n", commands[i].word,
		    (int)(19 - strlen(commands[i].word)), commands[i].arguments, commands[i].doc);
}

int
zengin_command(int count, char **words)
{
	struct arena arena = { 0 };
	struct ctx c = { .arena = &arena, .language = "en" };
	int status = MISUSED;

	for (size_t i = 0; i < COMMANDS && count > 0; i++)
		if (strcmp(words[0], commands[i].word) == 0)
			status = commands[i].run(&c, count - 1, words + 1);
	if (status == MISUSED)
		zengin_help(stderr);
	arena_rewind(&arena, (struct mark){ 0 });
	return status;
}

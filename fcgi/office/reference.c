#include "office/reference.h"

#include <stdio.h>
#include <string.h>

#include "db/db.h"
#include "shape/read.h"

enum { LINE_BYTES = 2000 };

struct bank { const char *bank_code, *name, *kana; };
SHAPE(bank, "A bank",
    FIELD(bank, bank_code, "金融機関コード", .format = &format_digits, .min = 4, .max = 4),
    FIELD(bank, name, "Name", .min = 1, .max = 60),
    FIELD(bank, kana, "Reading", .min = 1, .max = 60));

struct branch { const char *bank_code, *branch_code, *name, *kana; };
SHAPE(branch, "A branch of a bank",
    FIELD(branch, bank_code, "金融機関コード", .format = &format_digits, .min = 4, .max = 4),
    FIELD(branch, branch_code, "支店コード", .format = &format_digits, .min = 3, .max = 3),
    FIELD(branch, name, "Name", .min = 1, .max = 80),
    FIELD(branch, kana, "Reading", .min = 1, .max = 80));

struct holiday { const char *holiday_on, *name; };
SHAPE(holiday, "A public holiday",
    FIELD(holiday, holiday_on, "Day", .format = &format_date, .max = 10),
    FIELD(holiday, name, "Name", .min = 1, .max = 40));

STMT(banks_forget, "DELETE FROM bank");
STMT(branches_forget, "DELETE FROM bank_branch");
STMT(holidays_forget, "DELETE FROM holiday");
STMT(bank_insert, "INSERT INTO bank (bank_code, name, kana) VALUES (?, ?, ?)");
STMT(branch_insert,
    "INSERT INTO bank_branch (bank_code, branch_code, name, kana) VALUES (?, ?, ?, ?)");
STMT(holiday_insert, "INSERT INTO holiday (holiday_on, name) VALUES (?, ?)");

static int
write_bank(struct ctx *c, const void *row)
{
	const struct bank *b = row;

	return db_run(c, &bank_insert, A(b->bank_code), A(b->name), A(b->kana));
}

static int
write_branch(struct ctx *c, const void *row)
{
	const struct branch *b = row;

	return db_run(c, &branch_insert, A(b->bank_code), A(b->branch_code), A(b->name),
	    A(b->kana));
}

static int
write_holiday(struct ctx *c, const void *row)
{
	const struct holiday *h = row;

	return db_run(c, &holiday_insert, A(h->holiday_on), A(h->name));
}

static void
close_file(void *file)
{
	fclose(file);
}

struct source_file {
	const char *name;
	const struct shape *shape;
	int (*write)(struct ctx *, const void *row);
};

/* Each line is read and written, then forgotten: memory stays flat. */
static int
load_file(struct ctx *c, const char *folder, const struct source_file *s)
{
	const char *path = arena_text(c->arena, "%s/%s", folder, s->name);
	char line[LINE_BYTES];
	FILE *file = fopen(path, "re");

	if (file == NULL)
		return fail_internal(c, "%s cannot be opened", path);
	arena_defer(c->arena, close_file, file);
	for (int number = 1; fgets(line, sizeof line, file) != NULL; number++) {
		struct mark mark = arena_mark(c->arena);
		void *row = arena_alloc(c->arena, s->shape->size);
		struct bytes text = { line, strcspn(line, "\n") };

		if (shape_read_json(c, s->shape, text, row) != 0 || s->write(c, row) != 0) {
			fprintf(stderr, "%s:%d: %.80s\n", path, number, line);
			return -1;
		}
		arena_rewind(c->arena, mark);
	}
	return 0;
}

static int
load_all(struct ctx *c, void *folder)
{
	static const struct source_file files[] = { { "banks", &bank_shape, write_bank },
		{ "branches", &branch_shape, write_branch },
		{ "holidays", &holiday_shape, write_holiday } };

	if (db_run(c, &branches_forget) != 0 || db_run(c, &banks_forget) != 0 ||
	    db_run(c, &holidays_forget) != 0)
		return -1;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		if (load_file(c, folder, &files[i]) != 0)
			return -1;
	return 0;
}

int
reference_load(struct ctx *c, const char *folder)
{
	return db_transact(c, load_all, arena_string(c->arena, folder));
}

static int
command_load(struct ctx *c, int count, char **words)
{
	if (count != 1) {
		fputs("usage: madoctl load banks FOLDER\n", stderr);
		return -1;
	}
	return reference_load(c, words[0]);
}

const struct command reference_commands[] = {
	{ "load banks", "FOLDER", "Banks, branches and holidays, replaced as a whole",
	  command_load },
	{ 0 }
};

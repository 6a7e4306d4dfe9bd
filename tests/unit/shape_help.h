#ifndef UNIT_SHAPE_HELP_H
#define UNIT_SHAPE_HELP_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#undef fail		/* base/ctx.h has its own */

#include "base/config.h"
#include "base/text.h"
#include "shape/read.h"
#include "shape/write.h"

/* Shared by the tests of shape/: a fresh ctx, and problems as one line of text. */
static struct arena test_arena;
static struct config test_config = { .text_folder = "" };
static struct ctx test_ctx;

static inline struct ctx *
fresh(void)
{
	arena_reset(&test_arena);
	test_ctx = (struct ctx){ .arena = &test_arena, .config = &test_config, .language = "ja" };
	return &test_ctx;
}

static inline struct bytes
body(const char *text)
{
	return (struct bytes){ text, strlen(text) };
}

/* "/sets too_large max=10; - json_malformed" */
static inline const char *
problems(const struct ctx *c)
{
	struct text_buffer b = { .arena = c->arena };

	buffer_text(&b, "");
	for (const struct problem *p = c->problems; p != NULL; p = p->next) {
		buffer_format(&b, "%s%s %s", b.size != 0 ? "; " : "",
		    p->pointer != NULL ? p->pointer : "-", p->code);
		for (const struct arg *a = p->params; a->kind != ARG_END; a++) {
			if (a->kind == ARG_INT)
				buffer_format(&b, " %s=%lld", a->name, (long long)a->number);
			else
				buffer_format(&b, " %s=%s", a->name, a->text);
		}
	}
	return b.data;
}

static inline const char *
as_text(struct bytes b)
{
	return arena_text(&test_arena, "%.*s", (int)b.size, (const char *)b.data);
}

/* Runs act in a process of its own and gives what it said before it died. */
static inline const char *
last_words(void (*act)(const void *), const void *with)
{
	static char words[4000];
	size_t size = 0;
	ssize_t more;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], 2);
		signal(SIGABRT, SIG_DFL);
		act(with);
		_exit(0);
	}
	close(ends[1]);
	while ((more = read(ends[0], words + size, sizeof words - 1 - size)) > 0)
		size += (size_t)more;
	words[size] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT ? words : "did not die";
}
#define assert_dies_saying(act, with, said) \
	assert_non_null(strstr(last_words(act, with), said))

#endif

#include "shape/shape.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE_MAX = 60, NESTING_MAX = 15 };

const struct field *
shape_field(const struct shape *s, const char *name)
{
	for (const struct field *f = s->fields; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

_Noreturn static void
refuse_shape(const struct shape *s, const struct field *f, const char *why)
{
	fprintf(stderr, "shape %s, member %s: %s\n", s->name, f != NULL ? f->name : "-", why);
	abort();
}

static size_t
alignment(const struct field *f)
{
	return f->kind == KIND_BOOL ? _Alignof(bool) : _Alignof(int64_t);
}

static size_t
rounded(size_t at, size_t align)
{
	return (at + align - 1) / align * align;
}

/*
 * A member may begin only where the compiler would put it behind its described
 * neighbour.  What hides wholly in padding (a bool before an int64_t) cannot
 * be seen from here.
 */
static void
check_gaps(const struct shape *s)
{
	size_t end = 0, widest = 1;

	for (const struct field *f = s->fields; f->name != NULL; f++) {
		size_t before = 0;
		for (const struct field *g = s->fields; g->name != NULL; g++)
			if (g->at < f->at && g->at + g->size > before)
				before = g->at + g->size;
		if (f->at != rounded(before, alignment(f)))
			refuse_shape(s, f, "nobody described the member before it");
		if (f->at + f->size > end)
			end = f->at + f->size;
		if (alignment(f) > widest)
			widest = alignment(f);
	}
	if (s->size != rounded(end, widest))
		refuse_shape(s, NULL, "nobody described the last member");
}

/* Does the pattern repeat something without end?  Inside [] signs are plain. */
static bool
is_endless(const char *pattern)
{
	bool in_class = false;

	for (const char *p = pattern; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '[' || *p == ']')
			in_class = *p == '[';
		else if (!in_class && (*p == '+' || *p == '*' || strncmp(p, ",}", 2) == 0))
			return true;
	}
	return false;
}

static bool
text_is_bounded(const struct field *f)
{
	return f->max != 0 || f->choices != NULL ||
	    (f->format != NULL && !is_endless(f->format->pattern));
}

static void
check_input(const struct shape *s, const struct field *f)
{
	size_t length = strlen(f->name);

	switch (f->kind) {
	case KIND_TEXT:
	case KIND_MAYBE_TEXT:
		if (!text_is_bounded(f))
			refuse_shape(s, f, "a text without .max");
		break;
	case KIND_INT:
	case KIND_MAYBE_INT:
		if (f->min == 0 && f->max == 0 && f->within == NULL)
			refuse_shape(s, f, "an integer without .min and .max");
		break;
	case KIND_LIST:
	case KIND_BYTES:
		if (f->max == 0)
			refuse_shape(s, f, "without .max");
		break;
	default:
		break;
	}
	if (length > 3 && strcmp(f->name + length - 3, "_id") == 0 && f->within == NULL)
		refuse_shape(s, f, "an id without .within");
}

static void
check_words(const struct shape *s, const struct field *f)
{
	bool of_text = f->kind == KIND_TEXT || f->kind == KIND_MAYBE_TEXT ||
	    (f->kind == KIND_LIST && f->of == NULL);

	if ((f->choices != NULL || f->words != NULL || f->format != NULL || f->lines) && !of_text)
		refuse_shape(s, f, ".choices, .words, .format and .lines are for texts");
	if (f->format != NULL && (f->format->name == NULL || f->format->pattern == NULL ||
	    f->format->matches == NULL))
		refuse_shape(s, f, "its format is not complete");
	if (f->kind == KIND_OBJECT && f->of == NULL)
		refuse_shape(s, f, "an object without .of");
	if (f->of != NULL && f->kind != KIND_OBJECT && f->kind != KIND_LIST)
		refuse_shape(s, f, ".of is for lists and objects");
}

static void
check_field(const struct shape *s, const struct field *f, bool is_input)
{
	if (strlen(f->name) > NAME_SIZE_MAX)
		refuse_shape(s, f, "a name of more than 60 bytes");
	if (f->doc == NULL || *f->doc == '\0')
		refuse_shape(s, f, "without a description");
	if (shape_field(s, f->name) != f)
		refuse_shape(s, f, "described twice");
	if (f->max != 0 && f->min > f->max)
		refuse_shape(s, f, ".min is more than .max");
	if (is_input && f->kind == KIND_INT && f->min > 0 && f->max == 0)
		refuse_shape(s, f, "an integer without .max");
	check_words(s, f);
	if (is_input)
		check_input(s, f);
	else if (f->kind == KIND_INT && f->optional)
		refuse_shape(s, f, "an optional integer in an output: use struct maybe_int");
}

static void
check_nested(const struct shape *s, bool is_input, int depth)
{
	/* Deeper could not be read (json_too_deep); a shape in itself ends here too. */
	if (depth > NESTING_MAX)
		refuse_shape(s, NULL, "nested too deep");
	check_gaps(s);
	for (const struct field *f = s->fields; f->name != NULL; f++) {
		check_field(s, f, is_input);
		if (f->of != NULL)
			check_nested(f->of, is_input, depth + 1);
	}
}

void
shape_check(const struct shape *s, bool is_input)
{
	check_nested(s, is_input, 0);
}

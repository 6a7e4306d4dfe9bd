#include "shape/say.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/text.h"
#include "shape/json.h"

const char *const languages[] = { "ja", "ja-easy", "en", "zh", "ko", "vi", NULL };
enum { LANGUAGE_COUNT = sizeof languages / sizeof languages[0] - 1 };
enum { JAPANESE = 0, CATALOGUE_SIZE_MAX = 4 * 1024 * 1024 };

struct entry {
	const char *key, *text;
};

struct catalogue {
	bool loaded;
	struct entry *entries;	/* by key */
	size_t count;
};

static struct catalogue catalogues[LANGUAGE_COUNT];

_Noreturn static void
refuse_catalogue(const char *what, const char *why)
{
	fprintf(stderr, "catalogue %s: %s\n", what, why);
	abort();
}

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

static void
close_file(void *file)
{
	fclose(file);
}

/* A file that is not there is an empty catalogue, except Japanese. */
static struct bytes
read_file(struct arena *arena, const char *path, bool needed)
{
	FILE *file = fopen(path, "re");
	struct stat about;
	char *data;

	if (file == NULL && errno == ENOENT && !needed)
		return (struct bytes){ "{}", 2 };
	if (file == NULL || fstat(fileno(file), &about) != 0)
		refuse_catalogue(path, strerror(errno));
	arena_defer(arena, close_file, file);
	if (about.st_size > CATALOGUE_SIZE_MAX)
		refuse_catalogue(path, "is too large");
	data = arena_alloc(arena, (size_t)about.st_size);
	if (fread(data, 1, (size_t)about.st_size, file) != (size_t)about.st_size)
		refuse_catalogue(path, "cannot be read");
	return (struct bytes){ data, (size_t)about.st_size };
}

static const char *
kept(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(arena_forever(size), text, size);
}

static void
load_entries(struct arena *arena, const char *path, struct catalogue *into)
{
	struct bytes file = read_file(arena, path, into == &catalogues[JAPANESE]);
	const char *at = file.data;
	size_t room;

	if (json_check(file) != JSON_FINE || *(at = json_blank(at)) != '{')
		refuse_catalogue(path, "is no JSON object");
	room = json_count(at);
	into->entries = arena_forever(room * sizeof *into->entries);
	while (json_next(&at)) {
		struct entry *s = &into->entries[into->count++];
		s->key = kept(json_key(arena, &at));
		if (*at != '"')
			refuse_catalogue(s->key, "is no text");
		s->text = kept(json_text(arena, &at));
	}
	qsort(into->entries, into->count, sizeof *into->entries, by_key);
	for (size_t i = 1; i < into->count; i++)
		if (by_key(&into->entries[i - 1], &into->entries[i]) == 0)
			refuse_catalogue(into->entries[i].key, "is there twice");
}

static const struct catalogue *
catalogue_of(const struct config *config, size_t language)
{
	struct catalogue *c = &catalogues[language];
	struct arena arena = { 0 };

	if (c->loaded)
		return c;
	load_entries(&arena, arena_text(&arena, "%s/%s.json", config->text_folder,
	    languages[language]), c);
	c->loaded = true;
	/* Not arena_reset, which keeps a block for the next use. */
	arena_rewind(&arena, (struct mark){ 0 });
	return c;
}

static size_t
language_index(const char *name)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (text_same(languages[i], name))
			return i;
	return JAPANESE;
}

static const char *
find(const struct config *config, size_t language, const char *key)
{
	const struct catalogue *c = catalogue_of(config, language);
	struct entry *found = bsearch(&(struct entry){ key, NULL }, c->entries, c->count,
	    sizeof *c->entries, by_key);

	return found != NULL ? found->text : NULL;
}

static const struct arg *
param_named(const struct arg *params, const char *name, size_t size)
{
	for (; params != NULL && params->kind != ARG_END; params++)
		if (params->name != NULL && strlen(params->name) == size &&
		    memcmp(params->name, name, size) == 0)
			return params;
	return NULL;
}

static void
add_param(struct text_buffer *b, const struct arg *param)
{
	struct instant at = { param->number };

	if (param->kind == ARG_TEXT)
		buffer_text(b, param->text);
	else if (param->kind == ARG_INT)
		buffer_format(b, "%lld", (long long)param->number);
	else if (param->kind == ARG_INSTANT)
		buffer_format(b, "%s %s", tokyo_date(b->arena, at), tokyo_time(b->arena, at));
}

static const char *
fill(struct arena *arena, const char *text, const struct arg *params)
{
	struct text_buffer b = { .arena = arena };

	while (*text != '\0') {
		size_t plain = strcspn(text, "{"), size = 0;
		const struct arg *param = NULL;

		buffer_add(&b, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		size = strcspn(text, "}");
		if (text[size] == '}')
			param = param_named(params, text + 1, size - 1);
		if (param != NULL) {
			add_param(&b, param);
			text += size + 1;
		} else {
			buffer_add(&b, text++, 1);
		}
	}
	return b.data != NULL ? b.data : "";
}

/* NULL: in no language. */
static const char *
find_for(const struct ctx *c, const char *key)
{
	size_t language = language_index(c->language);
	const char *text = find(c->config, language, key);

	return text != NULL || language == JAPANESE ? text : find(c->config, JAPANESE, key);
}

const char *
say_word(struct ctx *c, const char *kind, const char *code)
{
	char key[128];
	const char *text = NULL;

	if ((size_t)snprintf(key, sizeof key, "%s.%s", kind, code) < sizeof key)
		text = find_for(c, key);
	return text != NULL ? text : code;
}

const char *
say(struct ctx *c, const char *key, const struct arg *params)
{
	const char *text = find_for(c, key);

	if (text == NULL)
		refuse_catalogue(key, "no sentence in any language");
	return fill(c->arena, text, params);
}

const char *
say_number(struct arena *arena, int64_t n)
{
	char text[32], *end = text + sizeof text - 1, *at = end;
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	int digits = 0;

	*at = '\0';
	do {
		if (digits != 0 && digits % 3 == 0)
			*--at = ',';
		*--at = (char)('0' + left % 10);
		digits++;
	} while ((left /= 10) != 0);
	if (n < 0)
		*--at = '-';
	return arena_string(arena, at);
}

#include "http/edge.h"

#include <string.h>

#include "base/config.h"
#include "http/reasons.h"

const char *const method_names[] = { "GET", "POST", "PUT", "DELETE", NULL };

const char *
route_name(struct arena *arena, const struct route *r)
{
	return arena_text(arena, "%s %s", method_names[r->method], r->path);
}

size_t
path_params(const char *pattern)
{
	size_t count = 0;

	for (; *pattern != '\0'; pattern++)
		count += *pattern == '{';
	return count;
}

const char *
path_param_next(const char *at, char name[64])
{
	const char *open = strchr(at, '{');
	const char *close = open != NULL ? strchr(open, '}') : NULL;
	size_t size;

	if (close == NULL)
		return NULL;
	size = (size_t)(close - open - 1);
	if (size >= 64)
		size = 63;
	memcpy(name, open + 1, size);
	name[size] = '\0';
	return close + 1;
}

static struct pair *
pair_make(struct arena *arena, const char *pattern, size_t size, struct bytes value)
{
	struct pair *p = arena_alloc(arena, sizeof *p);

	p->name = arena_text(arena, "%.*s", (int)size - 2, pattern + 1);
	p->value = value;
	return p;
}

/* Segment by segment; an empty segment never fills a {name}. */
bool
path_match(struct arena *arena, const char *pattern, const char *path, struct pair **values)
{
	struct pair **last = values;

	*values = NULL;
	while (*pattern == '/' && *path == '/') {
		size_t want = strcspn(++pattern, "/"), have = strcspn(++path, "/");
		struct bytes value;

		if (pattern[0] == '{') {
			if (have == 0 || !path_decode(arena, path, have, &value))
				return false;
			*last = pair_make(arena, pattern, want, value);
			last = &(*last)->next;
		} else if (want != have || strncmp(pattern, path, want) != 0) {
			return false;
		}
		pattern += want;
		path += have;
	}
	return *pattern == '\0' && *path == '\0';
}

static void
allow_add(struct ctx *c, const struct route *r)
{
	struct edge *e = edge_of(c);
	const char *name = method_names[r->method];

	if (e->allow == NULL)
		e->allow = name;
	else if (strstr(e->allow, name) == NULL)
		e->allow = arena_text(c->arena, "%s, %s", e->allow, name);
}

/* A row with fewer {names} wins: /cards/mine before /cards/{card_id}. */
static void
route_try(struct ctx *c, const struct route *r, size_t number)
{
	struct edge *e = edge_of(c);
	struct pair *values;

	if ((r->flags & SAMPLE && !c->config->sample)
	    || !path_match(c->arena, r->path, e->path, &values))
		return;
	allow_add(c, r);
	if (!text_same(method_names[r->method], e->method))
		return;
	if (e->route != NULL && path_params(e->route->path) <= path_params(r->path))
		return;
	e->route = r;
	e->route_number = number;
	e->path_values = values;
}

int
route_find(struct ctx *c)
{
	struct edge *e = edge_of(c);
	const struct route *const *table = e->program->routes;
	size_t number = NO_ROUTE;

	for (; *table != NULL; table++) {
		for (const struct route *r = *table; r->path != NULL; r++)
			route_try(c, r, ++number);
	}
	if (e->route != NULL)
		return 0;
	return fail(c, e->allow != NULL ? &method_not_allowed : &not_found);
}

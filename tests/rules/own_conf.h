#ifndef OWN_CONF_H
#define OWN_CONF_H

#include <stdio.h>
#include <string.h>

#include "base/config.h"
#include "base/log.h"

/* The instance's configuration at path, with what must be the test's own
 * replaced: lines "name = value". */
static inline void
own_conf(const char *path, const char *const *lines, size_t count)
{
	FILE *from = fopen(config_path(0, NULL), "re"), *to = fopen(path, "we");
	char line[1000];

	must(from != NULL && to != NULL);
	while (fgets(line, sizeof line, from) != NULL) {
		bool replaced = false;

		for (size_t i = 0; i < count; i++)
			replaced |= strncmp(line, lines[i], strcspn(lines[i], "=")) == 0;
		if (!replaced)
			fputs(line, to);
	}
	for (size_t i = 0; i < count; i++)
		fprintf(to, "%s\n", lines[i]);
	fclose(from);
	fclose(to);
}

#endif

#include "http/edge.h"

#include <string.h>

const struct file_format *list_files[FILES_MAX + 1] = { &file_csv };

void
routes_use_file(const struct file_format *format)
{
	size_t count = 0;

	while (list_files[count] != NULL)
		count++;
	must(count < FILES_MAX);
	list_files[count] = format;
}

const struct file_format *
file_find(struct bytes name)
{
	for (size_t i = 0; list_files[i] != NULL; i++) {
		const char *known = list_files[i]->name;

		if (same_bytes(name, (struct bytes){ known, strlen(known) }))
			return list_files[i];
	}
	return NULL;
}

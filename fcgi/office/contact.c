#include "office/contact.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "db/db.h"

enum { SECTION_MAX = 60, ADDRESS_MAX = 100 };

SHAPE(contact, "Whom people turn to",
    FIELD(contact, section, "Section of the municipality", .optional = true),
    FIELD(contact, address, "Where it is", .optional = true),
    FIELD(contact, phone, "Its telephone", .optional = true));

#define SETTING(name) "(SELECT value FROM setting WHERE name = 'contact." name "') AS " name
STMT(contact_select, "SELECT " SETTING("section") ", " SETTING("address") ", " SETTING("phone"));
STMT(contact_write, "INSERT INTO setting (name, value) VALUES ('contact.section', ?), "
    "('contact.address', ?), ('contact.phone', ?) ON DUPLICATE KEY UPDATE value = VALUE(value)");

int
contact_read(struct ctx *c, struct contact *out)
{
	return db_one(c, &contact_select, &contact_shape, out);
}

int
contact_set(struct ctx *c, const struct contact *contact)
{
	return db_run(c, &contact_write, A(contact->section), A(contact->address),
	    A(contact->phone));
}

/* One line of a paper each. */
static bool
fits(const char *text, size_t max)
{
	return text_is_utf8(text, strlen(text)) && text_length(text) >= 1 &&
	    text_length(text) <= max && strpbrk(text, "\r\n\t") == NULL;
}

static int
command_set(struct ctx *c, int count, char **words)
{
	if (count != 3 || !fits(words[0], SECTION_MAX) || !fits(words[1], ADDRESS_MAX) ||
	    !format_phone.matches(words[2]))
		return fail_internal(c, "needs SECTION (%d signs), ADDRESS (%d signs), PHONE (%s)",
		    SECTION_MAX, ADDRESS_MAX, format_phone.example);
	return contact_set(c, &(struct contact){ words[0], words[1], words[2] });
}

static int
command_show(struct ctx *c, int count, char **words)
{
	struct contact contact;

	(void)count, (void)words;
	if (contact_read(c, &contact) != 0)
		return -1;
	printf("%s\n%s\n%s\n", contact.section != NULL ? contact.section : "not set",
	    contact.address != NULL ? contact.address : "",
	    contact.phone != NULL ? contact.phone : "");
	return 0;
}

const struct command contact_commands[] = {
	{ "contact set", "SECTION ADDRESS PHONE", "Whom papers tell people to turn to",
	  command_set },
	{ "contact show", "", "What papers say now", command_show },
	{ 0 }
};

#include "people/person.h"

#include "people/people_api.h"

RIGHT(right_people_find, AUDIENCE_STAFF, "people.find", "Find persons by reading and birth date");
RIGHT(right_people_look, AUDIENCE_STAFF, "people.look",
    "Open a person's data, with a purpose that is written down");

/* The purposes of person.c: a constant list, for the shapes' tables. */
#define PURPOSES CHOICES("counter_sale", "card", "inquiry", "correction", "check")

/* POST though nothing is made: the reading is personal and stays out of addresses. */
struct person_search_in { const char *kana, *birth_on, *purpose; };
SHAPE(person_search_in, "Whom to find and why",
    FIELD(person_search_in, kana, "Begin of the reading", .format = &format_kana, .max = 60,
        .secret = true),
    FIELD(person_search_in, birth_on, "Birth date", .format = &format_date, .optional = true,
        .secret = true),
    FIELD(person_search_in, purpose, "Why", .choices = PURPOSES));
struct person_search_out { struct list persons; };
SHAPE(person_search_out, "Who may be meant",
    FIELD(person_search_out, persons, "Persons", .of = &person_match_shape));

static int
post_search(struct ctx *c, const void *input, void *output)
{
	const struct person_search_in *in = input;
	struct person_search_out *out = output;

	return person_search(c, in->kana, in->birth_on, in->purpose, &out->persons);
}

struct person_look_in { int64_t person_id; const char *purpose; };
SHAPE(person_look_in, "Whom to open and why",
    FIELD(person_look_in, person_id, "Person", .within = &within_person),
    FIELD(person_look_in, purpose, "Why", .choices = PURPOSES));
struct person_out {
	int64_t person_id;
	const char *name, *kana, *birth_on, *address, *phone;
	struct instant made_at;
};
SHAPE(person_out, "A person",
    FIELD(person_out, person_id, "Person"),
    FIELD(person_out, name, "Name", .max = 120, .secret = true),
    FIELD(person_out, kana, "Reading", .max = 120, .secret = true),
    FIELD(person_out, birth_on, "Birth date", .format = &format_date, .secret = true),
    FIELD(person_out, address, "Address", .max = 200, .secret = true),
    FIELD(person_out, phone, "Telephone", .max = 20, .optional = true, .secret = true),
    FIELD(person_out, made_at, "Known since"));

static int
post_look(struct ctx *c, const void *input, void *output)
{
	const struct person_look_in *in = input;
	struct person_out *out = output;
	struct person p;

	if (person_look(c, in->person_id, in->purpose, &p) != 0)
		return -1;
	*out = (struct person_out){ p.person_id, p.name, p.kana, p.birth_on, p.address, p.phone,
		p.made_at };
	return 0;
}

struct claim_in { const char *claim_code; };
SHAPE(claim_in, "The code on the receipt",
    FIELD(claim_in, claim_code, "Sixteen letters and digits", .format = &format_claim, .max = 40,
        .secret = true));
struct claim_out { const char *person_name; };
SHAPE(claim_out, "Who is linked now",
    FIELD(claim_out, person_name, "Name", .max = 120, .secret = true));

static int
post_claim(struct ctx *c, const void *input, void *output)
{
	const struct claim_in *in = input;
	struct claim_out *out = output;
	struct person p;

	if (claim_use(c, in->claim_code, c->actor.account_id, &c->actor.person_id) != 0 ||
	    person_own(c, &p) != 0)
		return -1;
	out->person_name = p.name;
	return 0;
}

const struct route person_routes[] = {
	{ POST, "/api/people/person-searches", "Find a person", &right_people_find, 0,
	  post_search, &person_search_in_shape, &person_search_out_shape, REASONS(&too_many) },
	{ POST, "/api/people/person-looks", "Open a person", &right_people_look, 0,
	  post_look, &person_look_in_shape, &person_out_shape },
	{ POST, "/api/people/claims", "Link the account with the person on a receipt",
	  &right_resident, ONCE, post_claim, &claim_in_shape, &claim_out_shape,
	  REASONS(&claim_wrong, &claim_used, &already_linked) },
	{ 0 }
};

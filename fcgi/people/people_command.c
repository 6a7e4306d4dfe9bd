#include "people/people_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/config.h"
#include "db/db.h"
#include "db/keyring.h"
#include "people/account.h"
#include "people/audit.h"
#include "people/chain_check.h"
#include "people/credential.h"
#include "people/holding.h"
#include "people/person.h"
#include "people/role.h"
#include "people/sample.h"
#include "people/seal.h"

static int
run_load_roles(struct ctx *c, int count, char **words)
{
	(void)count;
	(void)words;
	return role_load_routes(c);
}

static int
run_load_people(struct ctx *c, int count, char **words)
{
	(void)count;
	(void)words;
	return sample_people_load(c);
}

static int
add_staff(struct ctx *c, void *arg)
{
	struct new_account *a = arg;

	if (account_make(c, a) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "account.make", "account", a->account_id, NULL });
}

static int
run_add_staff(struct ctx *c, int count, char **words)
{
	struct id_item role;
	struct new_account a = { .audience = AUDIENCE_STAFF, .role_ids = { 1, &role },
		.is_confirmed = true };

	if (count != 3)
		return fail_internal(c, "needs sign-in name, shown name and role");
	a.login = words[0];
	a.name = words[1];
	if (role_by_name(c, AUDIENCE_STAFF, words[2], &role.id) != 0 ||
	    db_transact(c, add_staff, &a) != 0)
		return -1;
	printf("first password  %s\nTOTP            %s\n", a.first_password,
	    totp_uri(c, a.login, a.totp_secret));
	return 0;
}

STMT(staff_by_login,
    "SELECT account_id AS id FROM account WHERE audience = 'staff' AND login = ? FOR UPDATE");

static int
confirm_staff(struct ctx *c, void *arg)
{
	const char *login = arg;
	struct id_item account = { 0 };

	if (db_one(c, &staff_by_login, &id_item_shape, &account, A(login)) != 0 ||
	    holding_confirm_all(c, account.id) != 0)
		return -1;
	return audit_write(c, &(struct audit){ "account.confirm", "account", account.id, NULL });
}

static int
run_confirm(struct ctx *c, int count, char **words)
{
	if (count != 1)
		return fail_internal(c, "needs the sign-in name");
	return db_transact(c, confirm_staff, words[0]);
}

/* With the signing key at hand (root by hand) its signatures are checked too. */
static int
trust_own(struct ctx *c, struct trust *t)
{
	const struct signer *signer;

	*t = (struct trust){ 0 };
	if (access(c->config->proof_key_file, R_OK) != 0)
		return 0;
	if (chain_signer(c, &signer) != 0)
		return -1;
	t->keys[t->count++] = signer->public;
	return 0;
}

static int
run_verify(struct ctx *c, int count, char **words)
{
	static struct misfits f;
	struct chain_report report;
	struct trust trust;

	(void)count;
	(void)words;
	if (trust_own(c, &trust) != 0 ||
	    chain_check(c, &audit_chain, &trust, &f, &report) != 0)
		return -1;
	for (size_t i = 0; i < f.count; i++)
		printf("%s %s %lld to %lld\n", f.items[i].what, f.items[i].row,
		    (long long)f.items[i].first_id, (long long)f.items[i].last_id);
	printf("%lld entries under %lld seals, %zu findings%s\n", (long long)report.rows,
	    (long long)report.seals, f.count + (size_t)f.more,
	    trust.count == 0 ? "; signatures not checked" : "");
	return misfits_clean(c, &f) ? 0 : fail_internal(c, "the audit entries were tampered with");
}

/* Both kinds at once: a master key that still wraps one of them must not go. Cut
 * off in the middle, it goes on when it is called again. */
static int
run_rotate(struct ctx *c, int count, char **words)
{
	int64_t data, persons;

	(void)count;
	(void)words;
	if (keyring_rotate(c, &data) != 0 || person_rewrap(c, &persons) != 0)
		return -1;
	printf("%lld data keys and %lld keys of persons wrapped anew\n", (long long)data,
	    (long long)persons);
	return 0;
}

static int
run_erase(struct ctx *c, int count, char **words)
{
	char *end = NULL;
	long long id = 0;

	errno = 0;
	if (count == 1)
		id = strtoll(words[0], &end, 10);
	if (count != 1 || errno != 0 || *end != '\0' || id <= 0)
		return fail_internal(c, "needs the number of the person");
	return person_erase(c, id);
}

const struct command people_commands[] = {
	{ "load roles", "", "Writes down the rights of all programs, makes the fixed roles",
	  run_load_roles },
	{ "load people", "", "Staff and residents of the sample set-up", run_load_people },
	{ "account add-staff", "LOGIN NAME ROLE", "An account of staff, with its first password",
	  run_add_staff },
	{ "account confirm", "LOGIN", "Confirms the roles of an account of staff, as second person",
	  run_confirm },
	{ "audit verify", "", "Checks every audit entry against its seal", run_verify },
	{ "keys rotate", "", "Wraps data keys and keys of persons by the newest master key",
	  run_rotate },
	{ "person erase", "NUMBER", "Destroys a person's key and data", run_erase },
	{ 0 }
};

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "ledger/command.h"
#include "ledger/root.h"
#include "ledger/witness.h"
#include "shape/write.h"

enum { SEALER_LATE_MS = 600 * 1000 };

static void
print_misfit(const struct misfit *f)
{
	char place[64], rows[64] = "";

	snprintf(place, sizeof place, f->count > 1 ? "%lld to %lld" : "%lld",
	    (long long)f->first_id, (long long)f->last_id);
	if (f->last_row_id != 0)
		snprintf(rows, sizeof rows, "rows %lld to %lld", (long long)f->first_row_id,
		    (long long)f->last_row_id);
	printf("%-16s %-7s %-8s %-24s %8lld  %s\n", f->what, f->chain != NULL ? f->chain : "-",
	    f->row, place, (long long)f->count, rows);
}

static int
run_proof(struct ctx *c, int count, char **words)
{
	struct proof_status s;
	const struct misfit *f;
	struct bytes json;

	if (witness_prove(c, &s) != 0)
		return -1;
	if (count > 0 && strcmp(words[0], "--json") == 0) {
		json = shape_write_json(c, &proof_status_shape, &s);
		printf("%.*s\n", (int)json.size, (const char *)json.data);
		return s.is_clean ? 0 : fail_internal(c, "the books do not fit");
	}
	f = s.findings.items;
	if (s.findings.count > 0)
		printf("%-16s %-7s %-8s %-24s %8s\n", "finding", "chain", "of", "number", "count");
	for (size_t i = 0; i < s.findings.count; i++)
		print_misfit(&f[i]);
	printf("%lld postings under %lld seals, %lld acts under %lld seals, %lld roots\n",
	    (long long)s.ledger_rows, (long long)s.ledger_seals, (long long)s.audit_rows,
	    (long long)s.audit_seals, (long long)s.roots);
	if (s.looked_at.ms + SEALER_LATE_MS < c->now.ms)
		printf("the sealer has not looked since %s: later rows are not proved\n",
		    s.looked_at.ms == 0 ? "ever" : instant_text(c->arena, s.looked_at));
	if (s.untimely > 0 && s.is_clean)
		printf("%lld made-up times of the sample set-up\n", (long long)s.untimely);
	return s.is_clean ? 0 : fail_internal(c, "the books do not fit");
}

static int
run_root(struct ctx *c, int count, char **words)
{
	struct proof_root root;
	bool is_new;

	(void)count, (void)words;
	if (root_make(c, &root, &is_new) != 0 || root_publish(c, false) != 0)
		return -1;
	printf("root %lld %s %s\n", (long long)root.proof_root_id, root.hash,
	    is_new ? "made" : "is the newest; nothing happened since");
	return 0;
}

static int
run_keygen(struct ctx *c, int count, char **words)
{
	struct key seed = random_key();
	struct signer signer = signer_of(&seed);
	int descriptor;

	if (count != 1)
		return fail_internal(c, "needs the name of the file");
	descriptor = open(words[0], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (descriptor < 0)
		return fail_internal(c, "%s: %s", words[0], strerror(errno));
	dprintf(descriptor, "%s\n", hex(c->arena, key_bytes(&seed)));
	if (fsync(descriptor) != 0)
		return fail_internal(c, "%s: %s", words[0], strerror(errno));
	close(descriptor);
	printf("public key  %s\n", hex(c->arena, key_bytes(&signer.public)));
	return 0;
}

const struct command ledger_commands[] = {
	{ "proof keygen", "FILE", "Makes the key that signs; shows its public part",
	  run_keygen, "" },
	{ "proof root", "", "Signs and publishes a root at once", run_root, "jobd" },
	{ "proof verify", "[--json]", "Finds what was changed behind the programs' backs",
	  run_proof, "proof" },
	{ "proof", "[--json]", "The same", run_proof, "proof" },
	{ 0 }
};

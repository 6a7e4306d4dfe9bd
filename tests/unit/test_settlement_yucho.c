/* Goal: 記号 and 番号 become the account other banks pay to, and what cannot be one is refused
 * with the field that is wrong. */
#include "check.h"

#include "settlement/yucho.h"

static struct arena arena;

static void
assert_account(const char *symbol, const char *number, const char *branch, const char *kind,
    const char *account)
{
	struct ctx c = { .arena = &arena };
	struct yucho_account out;

	assert_int_equal(yucho_convert(&c, symbol, number, &out), 0);
	assert_string_equal(out.branch, branch);
	assert_string_equal(out.account_kind, kind);
	assert_string_equal(out.account, account);
}

static void
assert_refused(const char *symbol, const char *number, const struct reason *reason,
    const char *pointer)
{
	struct ctx c = { .arena = &arena };
	struct yucho_account out;

	assert_int_equal(yucho_convert(&c, symbol, number, &out), -1);
	assert_ptr_equal(c.reason, reason);
	assert_string_equal(c.problems->pointer, pointer);
}

static void
passbooks(void **state)
{
	(void)state;
	assert_account("10530", "12345671", "058", "1", "1234567");
	assert_account("17300", "1992761", "738", "1", "0199276");
	assert_account("12340", "11", "238", "1", "0000001");
	assert_account("10530-2", "1234-5671", "058", "1", "1234567");
	assert_account("１０５３０", "１２３４５６７１", "058", "1", "1234567");
	assert_account(" 1 0530　", "12345671 ", "058", "1", "1234567");
}

static void
transfer_accounts(void **state)
{
	(void)state;
	assert_account("00530", "123456", "059", "2", "0123456");
	assert_account("00980-3", "7", "099", "2", "0000007");
	assert_account("02100", "000120", "219", "2", "0000120");
}

static void
what_cannot_be(void **state)
{
	static const char *const symbols[] = { "", "1053", "1053000", "20530", "10531", "1053a",
		"記号", "105301234567", "\xff" };
	static const char *const numbers[] = { "", "1", "01", "0", "12345672", "123456711",
		"1234567a", "一" };

	(void)state;
	for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
		assert_refused(symbols[i], "12345671", &yucho_symbol, "/symbol");
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		assert_refused("10530", numbers[i], &yucho_number, "/number");
	assert_refused("00530", "1234567", &yucho_number, "/number");
	assert_refused("00530", "000000", &yucho_number, "/number");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(passbooks),
		cmocka_unit_test(transfer_accounts),
		cmocka_unit_test(what_cannot_be),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_rewind(&arena, (struct mark){ 0 });
	return failed;
}

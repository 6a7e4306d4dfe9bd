// Goal: the counter's small sums and checks are right before a server is asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pin_problems } from "../../src/apps/staff/pin_check.ts";
import { search_address } from "../../src/apps/staff/search.ts";
import { quick_amounts } from "../../src/apps/staff/sell/money.ts";

test("quick amounts: exactly, then the next notes up, none twice, never less than due", () => {
	assert.deepEqual(quick_amounts(5000), [5000, 10_000, 50_000]);
	assert.deepEqual(quick_amounts(4500), [4500, 5000, 10_000, 50_000]);
	assert.deepEqual(quick_amounts(50_000), [50_000]);
	assert.deepEqual(quick_amounts(0), []);
	for (let due = 1; due <= 60_000; due += 37)
		for (const amount of quick_amounts(due))
			assert.ok(amount >= due);
});

test("a PIN: 4 to 6 digits, not easy, twice the same", () => {
	const code = (pin: string, again = pin) => pin_problems({ pin, again })[0]?.code;
	assert.equal(code(""), "missing");
	assert.equal(code("123"), "pin_form");
	assert.equal(code("1234567"), "pin_form");
	for (const easy of ["1111", "1234", "4321", "000000", "56789"])
		assert.equal(code(easy), "pin_easy", easy);
	assert.equal(code("4821", "4812"), "not_same");
	assert.equal(code("4821"), undefined);
	assert.equal(code("482190"), undefined);
});

test("the search box knows receipts and cards by their form, in full width too", () => {
	assert.equal(search_address("20261121-0000012"), "/staff/sales?receipt_no=20261121-0000012");
	assert.equal(search_address("２０２６１１２１－００００１２"), "/staff/sales?receipt_no=20261121-000012");
	assert.equal(search_address("9000 0000 0000 0001"), "/staff/cards/9000000000000001");
	assert.equal(search_address("M19000000000000001"), "/staff/cards/9000000000000001");
	assert.equal(search_address("9000-0000-0000-0001"), "/staff/cards/9000000000000001");
	assert.equal(search_address("中村食堂"), null);
	assert.equal(search_address("100016"), null);
});

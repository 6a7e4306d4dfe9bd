// Goal: whatever is read at the till is taken for what it is, and a code reader that was
// used too early leaves the amount as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { luhn_holds, till_code } from "../../src/apps/shop/codes.ts";
import { before_reader } from "../../src/apps/shop/reader.ts";

const code = "nsachxfbdj5mw8myph2r6vfhy8";

test("the code of a phone, however it was written", () => {
	for (const text of [code, ` ${code}\r`, code.toUpperCase(), `${code.slice(0, 13)} ${code.slice(13)}`,
		`https://example.jp/c/${code}`])
		assert.deepEqual(till_code(text), { kind: "code", code });
	assert.deepEqual(till_code("OIL0" + "a".repeat(22)), { kind: "code", code: "0110" + "a".repeat(22) });
});

test("a card with or without M1; a wrong digit is told", () => {
	for (const text of ["4539578763621486", "M1 4539 5787 6362 1486", "m1-4539-5787-6362-1486", "Ｍ１４５３９５７８７６３６２１４８６"])
		assert.deepEqual(till_code(text), { kind: "card", card_no: "4539578763621486" });
	assert.deepEqual(till_code("M1 4539 5787 6362 1487"), { kind: "card_mistyped" });
});

test("a poster and anything else are no code", () => {
	assert.equal(till_code("https://example.jp/p/AbC123").kind, "poster");
	for (const text of ["", "hello", "4901234567894", "https://example.jp/"])
		assert.equal(till_code(text).kind, "unknown");
});

test("every single wrong digit breaks the check", () => {
	const number = "4539578763621486";
	assert.ok(luhn_holds(number));
	for (let at = 0; at < 16; at++)
		for (let digit = 0; digit < 10; digit++)
			if (String(digit) !== number[at])
				assert.ok(!luhn_holds(number.slice(0, at) + digit + number.slice(at + 1)));
});

test("what a reader typed is no amount", () => {
	const past = [{ yen: 0, at_ms: 0 }, { yen: 5, at_ms: 1000 }, { yen: 50, at_ms: 1400 },
		{ yen: 505, at_ms: 1620 }, { yen: 5058, at_ms: 1780 }];
	assert.equal(before_reader(past, 1600), 50);
	assert.equal(before_reader(past, 5000), 5058, "a code without digits");
	assert.equal(before_reader([{ yen: 0, at_ms: 0 }, { yen: 7, at_ms: 12 }], 10), 0);
});

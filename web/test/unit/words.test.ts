// Goal: what people type is understood, and days are shown in the Japanese era.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address_of } from "../../src/core/api.ts";
import { era_of, is_day, today, year_of } from "../../src/core/format.ts";
import { summary } from "../../src/core/form.ts";
import { tidy_code, tidy_digits, tidy_kana, tidy_text, whole_number } from "../../src/core/tidy.ts";
import { wedge_reader } from "../../src/scan/wedge.ts";

test("years in the Japanese era", () => {
	assert.deepEqual(["1945", "昭和20", "Ｓ２０", "s20年", "令和元年", "R8", "平成31"].map(year_of),
		[1945, 1945, 1945, 1945, 2019, 2026, 2019]);
	assert.deepEqual(["", "45", "江戸3", "S", "昭和"].map(year_of), Array(5).fill(undefined));
});

test("days that exist, in their era", () => {
	assert.equal(era_of("2019-04-30"), "平成31年4月30日");
	assert.equal(era_of("2019-05-01"), "令和元年5月1日");
	assert.equal(era_of("2026-02-29"), undefined);
	assert.equal(is_day("2024-02-29"), true);
	assert.equal(is_day("2026-2-1"), false);
});

test("today is today in Japan", () => {
	assert.equal(today(new Date("2026-03-31T15:30:00Z")), "2026-04-01");
});

test("widths and kana", () => {
	assert.equal(tidy_code(" ０９０ー１２３４−５６７８ "), "090-1234-5678");
	assert.equal(tidy_digits("１，２３４円"), "1234");
	assert.equal(tidy_kana("やまだ　ﾊﾅｺ "), "ヤマダ ハナコ");
	assert.equal(tidy_kana("ゔぁいおりん"), "ヴァイオリン");
	assert.equal(tidy_text(" 葛\u{E0100}城　 花子 "), "葛\u{E0100}城 花子");
	assert.deepEqual(["１，２３４", "0", "12.5", "", "-3", "9".repeat(16)].map(whole_number),
		[1234, 0, undefined, undefined, -3, undefined]);
});

test("members go to the path, the rest to the query; empty ones nowhere", () => {
	assert.equal(address_of("GET /api/office/shops/{shop_id}/sales",
		{ shop_id: "a/b", from: "2026-04-01", clerk: "", order: undefined, limit: 50 }),
	"/api/office/shops/a%2Fb/sales?from=2026-04-01&limit=50");
});

test("a reader's fast run of characters is a code, typing is not", () => {
	const type = (text: string, gap_ms: number) => {
		const read = wedge_reader();
		return [...text, "Enter"].map((key, at) => read(key, at * gap_ms)).at(-1);
	};
	assert.equal(type("4F7K2M88", 8), "4F7K2M88");
	assert.equal(type("4F7K2M88", 120), null);
	assert.equal(type("123", 8), null);
});

test("a problem of a field links to it, one of an unknown field names it", () => {
	const lines = summary([{ pointer: "/mail", code: "missing" }, { pointer: "/other", code: "missing" }],
		null, (pointer) => pointer === "/mail" ? "f-mail" : undefined);
	assert.equal(lines[0]?.id, "f-mail");
	assert.match(lines[1]?.text ?? "", /^other: /);
});

// Goal: an act happens exactly once, whatever the network does, and its key outlives the page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Refusal, Unreachable, type call } from "../../src/core/api.ts";
import { once_begin, once_pending, once_settle } from "../../src/core/once.ts";
import { kept_drop, kept_keys } from "../../src/core/store.ts";

const route = "POST /api/people/claims";
const input = { claim_code: "abcd" };
const quick = { pause: async () => {} };

/** Answers in turn: an Error is thrown, anything else is the answer.  Notes the keys sent. */
function server(...answers: unknown[]) {
	const keys: (string | undefined)[] = [];
	const send = (async (_route: unknown, _input: unknown, options: { once?: string }) => {
		keys.push(options.once);
		assert.equal(kept_keys("once.").length, 1, "the key is kept before anything is sent");
		const answer = answers.shift();
		if (answer instanceof Error)
			throw answer;
		return answer;
	}) as unknown as typeof call;
	return { send, keys };
}

beforeEach(() => {
	for (const key of kept_keys("once."))
		kept_drop(key);
});

test("a lost answer is asked for again with the same key", async () => {
	const { send, keys } = server(new Unreachable(""), new Refusal(503, "database_busy"),
		new Refusal(409, "still_running"), { person_name: "山田" });
	let unsure = 0;
	const pending = once_begin("pay", route, input);
	const out = await once_settle(pending, { ...quick, send, on_unsure: () => unsure++ });
	assert.deepEqual(out, { person_name: "山田" });
	assert.deepEqual(keys, Array.from({ length: 4 }, () => pending.key));
	assert.equal(unsure, 3);
	assert.deepEqual(once_pending("pay"), []);
});

test("a refusal is definite: the key is forgotten", async () => {
	const { send } = server(new Refusal(409, "limit_exceeded"));
	await assert.rejects(once_settle(once_begin("pay", route, input), { ...quick, send }),
		{ code: "limit_exceeded" });
	assert.deepEqual(once_pending("pay"), []);
});

test("signed out on the first sending: nothing happened, nothing is repeated later", async () => {
	const { send } = server(new Refusal(401, "not_signed_in"));
	await assert.rejects(once_settle(once_begin("pay", route, input), { ...quick, send }), { status: 401 });
	assert.deepEqual(once_pending("pay"), []);
});

test("signed out while the outcome is unknown: the act stays pending", async () => {
	const { send } = server(new Unreachable(""), new Refusal(401, "not_signed_in"));
	const pending = once_begin("pay", route, input);
	await assert.rejects(once_settle(pending, { ...quick, send }), { status: 401 });
	assert.deepEqual(once_pending("pay").map((row) => [row.key, row.unsure]), [[pending.key, true]]);
});

test("a limit of requests while the outcome is unknown is waited out", async () => {
	const { send, keys } = server(new Unreachable(""), new Refusal(429, "too_many_requests"), { person_name: "山田" });
	await once_settle(once_begin("pay", route, input), { ...quick, send });
	assert.equal(keys.length, 3);
});

test("a key older than the server keeps it settles nothing", async () => {
	const { send, keys } = server({ person_name: "山田" });
	const pending = { ...once_begin("pay", route, input), since: Date.now() - 24 * 3600_000 };
	await assert.rejects(once_settle(pending, { ...quick, send }), { code: "outcome_unknown" });
	assert.equal(keys.length, 0);
});

test("a closed page stops asking and keeps the key", async () => {
	const controller = new AbortController();
	const { send } = server(new Unreachable(""));
	const pending = once_begin("pay", route, input);
	await assert.rejects(once_settle(pending, { send, signal: controller.signal,
		pause: async () => {
			controller.abort();
			throw controller.signal.reason;
		} }));
	assert.equal(once_pending("pay")[0]?.key, pending.key);
});

// Signing in: sample staff with their one-time passwords, new residents by the sample
// mailbox, staff and shop accounts that a test makes for itself.
import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Actor, nobody, shared } from "./client.ts";

const STEP_S = 30;

/** Letters that no other test of this or an earlier run uses. */
export function unique(): string {
	return randomBytes(6).toString("hex");
}

/** A reading in katakana that nobody else has. */
export function uniqueKana(): string {
	const signs = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロ";
	return [...randomBytes(12)].map((byte) => [...signs][byte % 44]).join("");
}

function base32(text: string): Buffer {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
	return Buffer.from(bits.match(/.{8}/g)?.map((byte) => parseInt(byte, 2)) ?? []);
}

export function stepNow(): number {
	return Math.floor(Date.now() / 1000 / STEP_S);
}

/** RFC 6238: six digits of a step of 30 seconds. */
export function totp(secret: string, step = stepNow()): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac("sha1", base32(secret)).update(counter).digest();
	const at = (mac[19] as number) & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}

export interface SampleSignIn {
	audience: string; login?: string; shop_no?: string; password?: string; totp_secret?: string;
	mail?: string;
}

export async function sampleSignIns(): Promise<SampleSignIn[]> {
	return (await nobody.get("/api/people/sample-sign-ins")).sign_ins;
}

async function sample(audience: string, login: string): Promise<SampleSignIn> {
	const found = (await sampleSignIns()).find((row) => row.audience === audience && row.login === login);
	assert.ok(found, `no sample account ${login}`);
	return found;
}

/* Only one process signs a sample account in, the others take over its session: a
 * one-time password counts once. */
async function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
	const lock = join(shared, `${name}.lock`);
	for (;;) {
		try {
			mkdirSync(lock);
			break;
		} catch {
			if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000) rmdirSync(lock);
			await sleep(50);
		}
	}
	try {
		return await work();
	} finally {
		rmdirSync(lock);
	}
}

interface Kept { cookies: [string, string][]; step: number }

async function signInWithSteps(actor: Actor, row: SampleSignIn, kept: Kept): Promise<void> {
	for (let tries = 0; tries < 4; tries++) {
		while (kept.step >= stepNow() + 1) await sleep(500);
		kept.step = Math.max(kept.step + 1, stepNow());
		const reply = await actor.send("POST", "/api/people/staff-sessions", { body: {
			login: row.login, password: row.password, totp: totp(row.totp_secret ?? "", kept.step) } });
		if (reply.status === 200) return;
		// Somebody else, a browser perhaps, was faster with this one.
		assert.equal(reply.code, "sign_in_wrong", String(reply.bytes));
	}
	assert.fail(`${row.login} could not sign in`);
}

const staffHere = new Map<string, Promise<Actor>>();

/** admin and admin2 (administrators), counter and counter2, reviewer, auditor. */
export function staff(login: string): Promise<Actor> {
	let actor = staffHere.get(login);
	if (actor === undefined) {
		actor = locked(login, () => signInSample(login));
		staffHere.set(login, actor);
	}
	return actor;
}

async function signInSample(login: string): Promise<Actor> {
	const file = join(shared, `${login}.session`);
	const kept: Kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { cookies: [], step: 0 };
	const actor = new Actor(login);

	actor.cookies = new Map(kept.cookies);
	if ((await actor.send("GET", "/api/people/staff-me")).status !== 200) {
		actor.cookies.clear();
		await signInWithSteps(actor, await sample("staff", login), kept);
		kept.cookies = [...actor.cookies];
		writeFileSync(`${file}.new`, JSON.stringify(kept));
		renameSync(`${file}.new`, file);
	}
	actor.account_id = (await actor.get("/api/people/staff-me")).account_id;
	return actor;
}

export interface StaffMade { actor: Actor; login: string; password: string; totp_secret: string }

/** What a person types in place of the first password. */
export function newPassword(): string {
	return `a long enough ${unique()}`;
}

export async function roleIds(names: string[], audience = "staff"): Promise<{ id: number }[]> {
	const { roles } = await (await staff("admin")).get("/api/people/roles");
	return names.map((name) => {
		const role = roles.find((row: any) => row.name === name && row.audience === audience);
		assert.ok(role, `no role ${name}`);
		return { id: role.role_id };
	});
}

/** What the second person does: confirms the roles it is shown. */
export async function confirmStaff(account_id: number, by = "admin2"): Promise<void> {
	const second = await staff(by);
	const path = `/api/people/staff-accounts/${account_id}`;
	const { roles } = await second.get(path);
	const role_ids = roles.filter((row: any) => row.may_confirm).map((row: any) => ({ id: row.role_id }));
	await second.post(`${path}/confirmations`, { role_ids });
}

/** A new account of staff with these roles, which another one confirmed unless they shall
 *  wait; signed in, its first password changed. */
export async function makeStaff(roles: string[], are_confirmed = roles.length > 0): Promise<StaffMade> {
	const login = `t-${unique()}`;
	const made = await (await staff("admin")).post("/api/people/staff-accounts",
		{ login, name: `試験 ${login}`, role_ids: await roleIds(roles) });
	if (are_confirmed) await confirmStaff(made.account_id);
	const actor = new Actor(login);
	const password = newPassword();

	actor.account_id = made.account_id;
	await actor.post("/api/people/staff-sessions",
		{ login, password: made.first_password, totp: totp(made.totp_secret) });
	await actor.put("/api/people/staff-password",
		{ old_password: made.first_password, new_password: password });
	return { actor, login, password, totp_secret: made.totp_secret };
}

/** The newest code that was mailed to an address. */
export async function mailedCode(mail: string): Promise<string> {
	const { mails } = await nobody.get("/api/people/sample-mailbox");
	const found = mails.find((row: any) => row.to === mail);
	assert.ok(found, `no mail to ${mail}`);
	const code = /\d{6,10}/.exec(found.text);
	assert.ok(code, found.text);
	return code[0];
}

export async function askCode(mail: string): Promise<{ challenge: string; code: string }> {
	const { challenge } = await nobody.post("/api/people/mail-codes", { mail });
	return { challenge, code: await mailedCode(mail) };
}

/** A resident who has just signed up; linked with nobody. */
export async function makeResident(mail = `r-${unique()}@example.jp`): Promise<Actor> {
	const actor = new Actor(mail);
	actor.account_id = (await actor.post("/api/people/resident-sessions", await askCode(mail))).account_id;
	return actor;
}

/** A shop account; with its first password it may only change it, so that is done. */
export async function signInShop(shop_no: string, login: string, first_password: string): Promise<Actor> {
	const actor = new Actor(`${login}@${shop_no}`);
	const answer = await actor.post("/api/people/shop-sessions", { shop_no, login, password: first_password });
	actor.account_id = answer.account_id;
	if (answer.must_change_password) {
		await actor.put("/api/people/shop-password",
			{ old_password: first_password, new_password: newPassword() });
	}
	return actor;
}

/** An owner of a shop of the sample, which has payments of earlier days. */
export async function sampleOwner(): Promise<Actor> {
	const row = await sample("shop", "owner");
	return signInShop(row.shop_no ?? "", "owner", row.password ?? "");
}

// The chains and roots once more, from docs/money.md alone and not from the programs: what
// an auditor would write.  The drill checks the books with it, and forges with it.
import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import { sql } from "./database.ts";

export const zeros = "0".repeat(64);
export const sha256 = (...parts: (string | Buffer)[]): string => {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part);
	return hash.digest("hex");
};

/** SQL for milliseconds since 1970 of a DATETIME(3); 0 for none. */
const ms = (column: string): string => `COALESCE(CAST(ROUND(TIMESTAMPDIFF(MICROSECOND,
	'1970-01-01', ${column}) / 1000) AS SIGNED), 0)`;
const text = (hex: string): string => {
	if (hex === "NULL") return "-,";
	return `${hex.length / 2}:${Buffer.from(hex, "hex").toString()},`;
};

export interface Leaf { id: bigint; hash: string }

export async function auditLeaves(): Promise<Leaf[]> {
	const rows = await sql(`SELECT audit_id, ${ms("happened_at")}, account_id, HEX(act), HEX(object), object_id,
		HEX(note) FROM audit_entry ORDER BY audit_id`);
	return rows.map(([id = "", at, account, act = "", object = "", object_id, note = ""]) => ({ id: BigInt(id),
		hash: sha256(`entry,${id},${at},${account},${text(act)}${text(object)}${object_id},${text(note)}`) }));
}

export async function ledgerLeaves(): Promise<Leaf[]> {
	const postings = await sql(`SELECT posting_id, HEX(kind), ref_id, account_id, ${ms("posted_at")} FROM posting
		ORDER BY posting_id`);
	const entries = new Map<string, string>();
	for (const [id, posting = "", round, chart, owner, part, yen, at] of await sql(`SELECT entry_id, posting_id, round_id,
		chart, owner_id, part, yen, ${ms("posted_at")} FROM entry ORDER BY entry_id`)) {
		entries.set(posting, `${entries.get(posting) ?? ""}entry,${id},${round},${chart},${owner},${part},${yen},${at},`);
	}
	return postings.map(([id = "", kind = "", ref, account, at]) => ({ id: BigInt(id),
		hash: sha256(`posting,${id},${text(kind)}${ref},${account},${at},${entries.get(id) ?? ""}`) }));
}

export interface Seal {
	chain: number; seal_no: number; last_id: bigint; row_count: number; from: string; to: string; sealed: string;
	prev_hash: string; kept: string; hash: string; signature: string;
}
const names = ["", "audit", "ledger"];

export async function seals(chain: number): Promise<Seal[]> {
	const rows = await sql(`SELECT seal_no, last_id, row_count, ${ms("from_at")}, ${ms("to_at")}, ${ms("sealed_at")},
		HEX(prev_hash), HEX(kept), HEX(hash), HEX(signature) FROM chain_seal WHERE chain = ${chain} ORDER BY seal_no`);
	return rows.map(([no, last = "", count, from = "", to = "", sealed = "", prev = "", kept = "", hash = "", signature = ""]) => ({
		chain, seal_no: Number(no), last_id: BigInt(last), row_count: Number(count), from, to, sealed,
		prev_hash: prev.toLowerCase(), kept: kept.toLowerCase(), hash: hash.toLowerCase(), signature: signature.toLowerCase() }));
}

export const sealHash = (s: Seal): string => sha256(
	`seal,${names[s.chain]},${s.seal_no},${s.last_id},${s.row_count},${s.from},${s.to},${s.sealed},`,
	Buffer.from(s.prev_hash, "hex"), Buffer.from(s.kept, "hex"));
export const keptOf = (leaves: Leaf[]): string =>
	leaves.map(({ id, hash }) => id.toString(16).padStart(16, "0") + hash).join("");

export interface Root {
	proof_root_id: number; made_at: string; on_date?: string; audit_seal_no: number; audit_hash: string;
	ledger_seal_no: number; ledger_hash: string; prev_hash: string; hash: string; signature: string; public_key: string;
}
export const rootText = (r: Root): string => `madoguchi root 1\nproof_root_id ${r.proof_root_id}\nmade_at ${r.made_at}\n` +
	`on_date ${r.on_date ?? "-"}\naudit_seal_no ${r.audit_seal_no}\naudit_hash ${r.audit_hash}\n` +
	`ledger_seal_no ${r.ledger_seal_no}\nledger_hash ${r.ledger_hash}\nprev_hash ${r.prev_hash}\n`;

/* Ed25519 keys as the standard wraps them. */
export const secretKey = (seed: string): KeyObject => createPrivateKey({ format: "der", type: "pkcs8",
	key: Buffer.from(`302e020100300506032b657004220420${seed}`, "hex") });
export const publicKey = (key: string): KeyObject => createPublicKey({ format: "der", type: "spki",
	key: Buffer.from(`302a300506032b6570032100${key}`, "hex") });
export const publicOf = (secret: KeyObject): string =>
	createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
export const signed = (secret: KeyObject, bytes: Buffer): string => sign(null, bytes, secret).toString("hex");

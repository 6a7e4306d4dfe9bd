// The published proof of the books: what it says, and whether it says it rightly.  The files
// lie beside the app; nothing here needs a session.  docs/money.md says how roots are made.
import { useEffect, useState } from "preact/hooks";
import type { Out } from "./api.ts";

export type Root = Out<"GET /api/office/proof">["rows"][number];
export interface Newest { roots: Root[]; months: string[] }
export interface Finding {
	what: string;
	chain?: string;
	row: string;
	first_id: number;
	last_id: number;
	count: number;
	first_row_id: number;
	last_row_id: number;
}
export interface Status {
	checked_at: string;
	is_clean: boolean;
	audit_rows: number;
	ledger_rows: number;
	wrong: number;
	untimely: number;
	findings: Finding[];
}
interface Files { "newest.json": Newest; "status.json": Status }

export interface Published<T> { value?: T; missing?: boolean; error?: Error; reload: () => void }

/** A published file; missing: there is none yet. */
export function usePublished<N extends keyof Files>(name: N): Published<Files[N]> {
	const [state, set_state] = useState<Omit<Published<Files[N]>, "reload">>({});
	const [turn, set_turn] = useState(0);
	useEffect(() => {
		const controller = new AbortController();
		fetch(`/proof/${name}`, { signal: controller.signal }).then(async (response) => {
			if (response.status === 404)
				return set_state({ missing: true });
			if (!response.ok)
				throw new TypeError(`${response.status}`);
			set_state({ value: await response.json() as Files[N] });
		}).catch((error: Error) => {
			if (!controller.signal.aborted)
				set_state({ error });
		});
		return () => controller.abort();
	}, [name, turn]);
	return { ...state, reload: () => set_turn(turn + 1) };
}

const LATE_MS = 3 * 3_600_000;
/** Whether the hourly check has not been made for too long. */
export const is_late = (status: Status, now = Date.now()): boolean =>
	now - Date.parse(status.checked_at) > LATE_MS;

/** The text that is hashed and signed. */
export function root_text(root: Root): string {
	return `madoguchi root 1\nproof_root_id ${root.proof_root_id}\nmade_at ${root.made_at}\non_date ${root.on_date ?? "-"}\n` +
		`audit_seal_no ${root.audit_seal_no}\naudit_hash ${root.audit_hash}\nledger_seal_no ${root.ledger_seal_no}\n` +
		`ledger_hash ${root.ledger_hash}\nprev_hash ${root.prev_hash}\n`;
}

const bytes_of = (hex: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex_of = (bytes: ArrayBuffer): string =>
	[...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** differs: the number of the first root that does not fit; unable: signatures cannot be checked here. */
export type Verdict = { kind: "fits"; count: number } | { kind: "differs"; number: number } | { kind: "unable" };

async function signature_fits(root: Root, text: Uint8Array<ArrayBuffer>): Promise<boolean> {
	const key = await crypto.subtle.importKey("raw", bytes_of(root.public_key), { name: "Ed25519" }, false, ["verify"]);
	return crypto.subtle.verify({ name: "Ed25519" }, key, bytes_of(root.signature), text);
}

/** Newest first, as they are published. */
export async function roots_check(roots: readonly Root[]): Promise<Verdict> {
	if (!globalThis.crypto?.subtle)
		return { kind: "unable" };	// plain http
	let is_able = true;
	for (const [at, root] of roots.entries()) {
		const text = new TextEncoder().encode(root_text(root));
		const before = roots[at + 1];
		const differs: Verdict = { kind: "differs", number: root.proof_root_id };
		if (hex_of(await crypto.subtle.digest("SHA-256", text)) !== root.hash ||
			root.public_key !== roots[0]?.public_key ||
			(before && (root.prev_hash !== before.hash || root.proof_root_id !== before.proof_root_id + 1)))
			return differs;
		if (is_able) {
			try {
				if (!await signature_fits(root, text))
					return differs;
			} catch {
				is_able = false;	// the browser does not know Ed25519
			}
		}
	}
	return is_able ? { kind: "fits", count: roots.length } : { kind: "unable" };
}

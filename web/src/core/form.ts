// State of a form: what was typed stays until it was accepted; problems of the fields come
// from check() here and from the server, and are shown the same way.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { text_of } from "../i18n/index.ts";
import { Refusal, type FieldProblem } from "./api.ts";
import { error_text, problem_text } from "./errors.ts";
import { kept_drop, kept_get, kept_set } from "./store.ts";

export type Values = Record<string, unknown>;

/** What a field component needs; spread it: <TextField {...form.field("mail")} label=... /> */
export interface FieldBinding<T> {
	id: string;
	name: string;
	value: T;
	on_value: (value: T) => void;
	error?: string;
}

export interface FormSetup<V extends Values> {
	values: V;
	/** Made uniform before check and submit: { phone: tidy_code }. */
	tidy?: { [K in keyof V]?: (value: V[K]) => V[K] };
	/** Problems found on the device: pointer "/name". */
	check?: (values: V) => FieldProblem[];
	/** What the button does.  A thrown Refusal is shown; values stay. */
	submit: (values: V) => Promise<void> | void;
	/** Kept on this device under this name until sent; never for secrets. */
	draft?: string;
}

/** One line of the summary; id of the control when it belongs to a field. */
export interface SummaryLine { id?: string; text: string }

export interface FormState<V extends Values> {
	values: V;
	set: (name: keyof V & string, value: unknown) => void;
	field: <K extends keyof V & string>(name: K) => FieldBinding<V[K]>;
	lines: SummaryLine[];
	/** Counts refused submits: the summary takes the focus when it grows. */
	refused: number;
	busy: boolean;
	submit: () => Promise<void>;
	draft: { kept: boolean; drop: () => void } | null;
}

const lock_ms = 1000;
const name_of = (pointer: string) => pointer.replace(/^\//, "").split("/")[0] ?? "";

export function useForm<V extends Values>(setup: FormSetup<V>): FormState<V> {
	const base = useId();
	const draft_key = setup.draft && `draft.${setup.draft}`;
	const [values, set_values] = useState<V>(() => ({ ...setup.values, ...draft_read(draft_key) }));
	const [problems, set_problems] = useState<FieldProblem[]>([]);
	const [failure, set_failure] = useState<unknown>(null);
	const [refused, set_refused] = useState(0);
	const [busy, set_busy] = useState(false);
	const [kept, set_kept] = useState(() => draft_key !== undefined && kept_get(draft_key) !== null);
	const latest = useRef(values);
	const locked_until = useRef(0);
	const locked = useRef(false);
	const tried = useRef<V | null>(null);
	const sent = useRef(false);
	latest.current = values;

	useEffect(() => {
		if (!draft_key || values === setup.values || same(values, setup.values))
			return;
		const timer = setTimeout(() => {
			if (sent.current)
				return;
			kept_set(draft_key, JSON.stringify(values));
			set_kept(true);
		}, 500);
		return () => clearTimeout(timer);
	}, [values]);

	const id_of = (name: string) => `${base}-${name.replace(/[^A-Za-z0-9_-]/g, "-")}`;

	function set(name: keyof V & string, value: unknown) {
		sent.current = false;
		latest.current = { ...latest.current, [name]: value };
		set_values(latest.current);
	}

	function refuse(found: FieldProblem[], error: unknown) {
		set_problems(found);
		set_failure(error);
		set_refused((count) => count + 1);
	}

	// One submit at a time, and the same values not sent again within a second: a double tap
	// sends once.  Who has changed something, or was only asked, is never kept waiting.
	async function submit() {
		if (locked.current || (Date.now() < locked_until.current && latest.current === tried.current))
			return;
		const tidied = tidy(latest.current, setup.tidy);
		latest.current = tried.current = tidied;
		set_values(tidied);
		const found = setup.check?.(tidied) ?? [];
		if (found.length > 0)
			return refuse(found, null);
		locked.current = true;
		set_busy(true);
		let lasts_ms = lock_ms;
		try {
			const sending = setup.submit(tidied);
			if (!sending)
				lasts_ms = 0;
			await sending;
			set_problems([]);
			set_failure(null);
			sent.current = true;
			drop_draft();
		} catch (error) {
			refuse(error instanceof Refusal ? error.errors : [], error);
		} finally {
			locked.current = false;
			locked_until.current = Date.now() + lasts_ms;
			set_busy(false);
		}
	}

	function drop_draft() {
		if (draft_key)
			kept_drop(draft_key);
		set_kept(false);
	}

	return {
		values, set, refused, busy, submit,
		lines: summary(problems, failure, (pointer) =>
			name_of(pointer) in values ? id_of(name_of(pointer)) : undefined),
		field: (name) => {
			const problem = problems.find((row) => name_of(row.pointer) === name);
			return {
				id: id_of(name), name, value: values[name], error: problem && problem_text(problem),
				on_value: (value) => set(name, value),
			};
		},
		draft: draft_key ? { kept, drop: drop_draft } : null,
	};
}

function same(a: Values, b: Values): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function draft_read(key: string | undefined): Values {
	try {
		return key ? JSON.parse(kept_get(key) ?? "{}") as Values : {};
	} catch {
		return {};
	}
}

function tidy<V extends Values>(values: V, rules: FormSetup<V>["tidy"]): V {
	const out = { ...values };
	for (const name of Object.keys(rules ?? {}) as (keyof V)[])
		out[name] = rules![name]!(out[name]);
	return out;
}

/** The refusal itself first, unless the fields say it all; then each field. */
export function summary(
	problems: FieldProblem[], failure: unknown, id_of: (pointer: string) => string | undefined,
): SummaryLine[] {
	const lines = problems.map((problem) => {
		const id = id_of(problem.pointer);
		const name = problem.pointer.replace(/^\//, "");
		const label = id || name === "" ? undefined : text_of(`column.${name}`) ?? name;
		return { id, text: (label ? `${label}: ` : "") + problem_text(problem) };
	});
	if (failure !== null && problems.length === 0)
		lines.unshift({ id: undefined, text: error_text(failure) });
	return lines;
}

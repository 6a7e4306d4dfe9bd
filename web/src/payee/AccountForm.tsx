// An account to be paid to: typed, shown as the bank will read it, and only then proposed.
import { useState } from "preact/hooks";
import { call, type In, type Out } from "../core/api.ts";
import { error_text } from "../core/errors.ts";
import { useForm, type FieldBinding } from "../core/form.ts";
import { tidy_text } from "../core/tidy.ts";
import { t, text_of } from "../i18n/index.ts";
import { Button, DescriptionList, Form, Notice, RadioGroup, Select, Table, TextField, type Choice } from "../ui/index.ts";

export type AccountIn = In<"POST /api/settlement/account-previews">;
export type AccountOut = Out<"POST /api/settlement/account-previews">;

interface AccountFormProps {
	preview: (input: AccountIn) => Promise<AccountOut>;
	/** Throws what it was refused with. */
	propose: (input: AccountIn) => Promise<unknown>;
	act: string;
}

export const kinds = [1, 2, 4, 9] as const;
export const kind_word = (kind: number) => text_of(`account_kind.n${kind}`) ?? String(kind);
const yucho = "9900";

export function AccountForm({ preview, propose, act }: AccountFormProps) {
	const [seen, set_seen] = useState<{ input: AccountIn; out: AccountOut } | null>(null);
	const form = useForm({
		values: { way: "bank", bank_code: "", branch_code: "", kind: "1", symbol: "", number: "", holder: "" },
		tidy: { number: digits, symbol: tidy_text, holder: tidy_text },
		check: (values) => (["bank_code", "branch_code", "symbol", "number", "holder"] as const)
			.filter((name) => values[name] === "" && (values.way === "yucho" ? name !== "bank_code" && name !== "branch_code" : name !== "symbol"))
			.map((name) => ({ pointer: `/${name}`, code: "missing" })),
		submit: async (values) => {
			const input: AccountIn = values.way === "yucho"
				? { bank_code: yucho, symbol: values.symbol, number: values.number, holder: values.holder }
				: { bank_code: values.bank_code, branch_code: values.branch_code, kind: Number(values.kind),
					number: values.number, holder: values.holder };
			set_seen({ input, out: await preview(input) });
		},
	});
	const { way, bank_code } = form.values;
	if (seen)
		return <Checked seen={seen} act={act} back={() => set_seen(null)} preview={preview} propose={propose} />;
	return <Form form={form} submit={t("payee.check")}>
		<RadioGroup {...form.field("way")} label={t("payee.way")} required choices={[
			{ value: "bank", label: t("payee.way_bank") }, { value: "yucho", label: t("payee.way_yucho") }]} />
		{way === "yucho" ? <>
			<TextField {...form.field("symbol")} label={t("payee.symbol")} support={t("payee.symbol_support")} max={20} required />
			<TextField {...form.field("number")} label={t("payee.yucho_number")} support={t("payee.yucho_support")} max={20} required />
		</> : <>
			<BankPick bank={form.field("bank_code")} branch={form.field("branch_code")} bank_code={bank_code} />
			<Select {...form.field("kind")} label={t("payee.kind")} required
				choices={kinds.map((kind) => ({ value: String(kind), label: kind_word(kind) }))} />
			<TextField {...form.field("number")} label={t("payee.number")} support={t("payee.number_support")} max={20} required />
		</>}
		<TextField {...form.field("holder")} label={t("payee.holder")} support={t("payee.holder_support")} max={80} required />
	</Form>;
}

/** Full-width digits as people type them. */
const digits = (text: string) => text.normalize("NFKC").replace(/[\s-]/g, "");

interface BankPickProps {
	bank: FieldBinding<string>; branch: FieldBinding<string>; bank_code: string;
}

/** Bank, then branch: each found by number or by part of the name. */
export function BankPick({ bank, branch, bank_code }: BankPickProps) {
	return <>
		<Finder field={{ ...bank, on_value: (value) => {
			bank.on_value(value);
			branch.on_value("");
		} }} label={t("payee.bank")} support={t("payee.bank_support")} find={async (text) =>
			(await call("GET /api/settlement/banks", { text })).banks
				.map((row) => ({ value: row.bank_code, label: `${row.bank_code} ${row.name}` }))} />
		<Finder key={bank_code} field={branch} label={t("payee.branch")} support={t("payee.branch_support")}
			disabled={bank_code === "" ? t("payee.bank_first") : undefined} find={async (text) =>
				(await call("GET /api/settlement/branches", { bank_code, text })).branches
					.map((row) => ({ value: row.branch_code, label: `${row.branch_code} ${row.name}` }))} />
	</>;
}

function Finder({ field, label, support, disabled, find }: {
	field: FieldBinding<string>; label: string; support: string; disabled?: string;
	find: (text: string) => Promise<Choice[]>;
}) {
	const [text, set_text] = useState("");
	const [found, set_found] = useState<Choice[] | null>(null);
	const [trouble, set_trouble] = useState("");
	async function look() {
		set_trouble("");
		if (text.trim() === "")
			return;
		try {
			const rows = await find(text.trim());
			set_found(rows);
			field.on_value(rows.length === 1 ? rows[0]!.value : "");
		} catch (error) {
			set_trouble(error_text(error));
		}
	}
	if (disabled)
		return <p class="quiet">{disabled}</p>;
	return <div class="stack stack--close">
		<TextField id={`${field.id}-find`} name={`${field.name}-find`} label={label} support={support} required value={text}
			on_value={(value) => {
				set_text(value);
				set_found(null);
				field.on_value("");
			}} max={40} error={found === null ? field.error : undefined} />
		<p><Button small on_click={() => void look()} label={`${t("payee.find")} ${label}`}>{t("payee.find")}</Button></p>
		<div aria-live="polite" class="stack stack--close">
			{trouble && <Notice kind="error" title={trouble} />}
			{found?.length === 0 && <p>{t("payee.found_none")}</p>}
			{found && found.length > 0 && <Select {...field} label={t("payee.choose", { what: label })} bare choices={found} />}
		</div>
	</div>;
}

function Checked({ seen, act, back, preview, propose }: {
	seen: { input: AccountIn; out: AccountOut }; back: () => void;
} & AccountFormProps) {
	const [now, set_now] = useState(seen);
	const [busy, set_busy] = useState(false);
	const [trouble, set_trouble] = useState("");
	const { input, out } = now;
	async function carefully(work: () => Promise<void>) {
		set_busy(true);
		set_trouble("");
		try {
			await work();
		} catch (error) {
			set_trouble(error_text(error));
		} finally {
			set_busy(false);
		}
	}
	const shorter = out.holder_short;
	return <section class="stack" aria-labelledby="checked">
		<h2 id="checked">{t("payee.checked")}</h2>
		<p>{t("payee.checked_text")}</p>
		{trouble && <Notice kind="error" live title={trouble} />}
		<DescriptionList rows={[
			{ label: t("payee.bank"), value: `${out.bank_name}（${out.bank_code}）` },
			{ label: t("payee.branch"), value: `${out.branch_name}（${out.branch_code}）` },
			{ label: t("payee.kind"), value: kind_word(out.kind) },
			{ label: t("payee.number"), value: <span class="number">{out.number}</span> },
			{ label: t("payee.typed"), value: seen.input.holder },
			{ label: t("payee.sent"), value: <strong>{out.holder}</strong> },
		]} />
		{seen.out.changes.some((row) => row.alters) ? <Table name="payee-changes" caption={t("payee.changes")}
			rows={seen.out.changes.filter((row) => row.alters)} row_key={(row) => `${row.position}-${row.kind}`} columns={[
			{ key: "position", label: t("payee.position"), number: true, cell: (row) => row.position },
			{ key: "from", label: t("payee.from"), cell: (row) => row.from },
			{ key: "to", label: t("payee.to"), cell: (row) => row.to },
			{ key: "kind", label: t("payee.what"), cell: (row) => text_of(`kana_change.${row.kind}`) ?? row.kind },
		]} /> : <p class="quiet">{t("payee.no_changes")}</p>}
		{shorter && <Notice title={t("payee.short", { name: shorter })}>
			<p><Button small disabled={busy} on_click={() => void carefully(async () => {
				const next = { ...input, holder: shorter };
				set_now({ input: next, out: await preview(next) });
			})}>{t("payee.short_use")}</Button></p>
		</Notice>}
		<div class="row">
			<Button kind="primary" disabled={busy} on_click={() => void carefully(async () => void await propose(input))}>{act}</Button>
			<Button disabled={busy} on_click={back}>{t("payee.back")}</Button>
		</div>
	</section>;
}

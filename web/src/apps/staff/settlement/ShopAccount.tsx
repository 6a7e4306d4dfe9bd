import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { kind_word } from "../../../payee/AccountForm.tsx";
import { Button, DateTime, DescriptionList, ErrorNotice, Loading, Notice, Select,
	TextField } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { History } from "../history.tsx";
import { choices, Only, Tag } from "../parts.tsx";

type Account = Out<"GET /api/settlement/shop-accounts/{shop_account_id}">;
type Look = Out<"POST /api/settlement/shop-accounts/{shop_account_id}/looks">;
const look_purposes = ["confirm", "inquiry", "correction", "check"] as const;

export default guarded("settlement.view", function ShopAccount({ params }: PageProps) {
	const shop_account_id = Number(params.shop_account_id);
	const data = useCall("GET /api/settlement/shop-accounts/{shop_account_id}", { shop_account_id });
	const [said, set_said] = useState("");
	const row = data.value;
	return <MoneyPage title={t("payout.account_of", { shop: row?.shop_name ?? "" })}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!row && data.loading && <Loading />}
		{said && <Notice kind="success" live title={said} />}
		{row && <>
			<DescriptionList rows={[
				{ label: t("payout.shop"), value: <a href={`/staff/shops/${row.shop_id}`}>{row.shop_no} {row.shop_name}</a> },
				{ label: t("payout.state"), value: <Tag kind="shop_account_state" code={row.state} bad={row.state === "proposed"} /> },
				{ label: t("payee.bank"), value: `${row.bank_name ?? ""}（${row.bank_code}）` },
				{ label: t("payee.branch"), value: `${row.branch_name ?? ""}（${row.branch_code}）` },
				{ label: t("payee.kind"), value: kind_word(row.kind) },
				{ label: t("payout.last_digits"), value: row.last_digits },
				{ label: t("payout.proposed_by"), value: <>{row.proposed_by} <DateTime at={row.proposed_at} /></> },
				row.decided_at !== undefined && { label: t("payout.decided_by"), value: <>{row.decided_by} <DateTime at={row.decided_at} /></> },
				row.note !== undefined && { label: t("payout.note"), value: row.note },
			]} />
			{row.other_shops > 0 && <Notice kind="warning" title={t("payout.same_found", { count: row.other_shops })}>
				<p>{t("payout.same_text")}</p></Notice>}
			<Only right="settlement.account">
				<LookPart key={row.shop_account_id} shop_account_id={row.shop_account_id} />
				{row.state === "proposed" && <Decide row={row} on_done={(text) => {
					set_said(text);
					data.reload();
				}} />}
			</Only>
			<History key={said} object="shop_account" object_id={shop_account_id} />
		</>}
	</MoneyPage>;
});

/** The whole number, after a purpose was chosen; what was typed beside what the bank gets. */
function LookPart({ shop_account_id }: { shop_account_id: number }) {
	const [purpose, set_purpose] = useState<string>("confirm");
	const [seen, set_seen] = useState<Look | null>(null);
	const [trouble, set_trouble] = useState("");
	async function look() {
		set_trouble("");
		try {
			set_seen(await call("POST /api/settlement/shop-accounts/{shop_account_id}/looks",
				{ shop_account_id, purpose: purpose as (typeof look_purposes)[number] }));
		} catch (error) {
			set_trouble(error_text(error));
		}
	}
	return <section class="stack" aria-live="polite">
		<h2>{t("payout.look")}</h2>
		<p>{t("payout.look_text")}</p>
		{trouble && <Notice kind="error" title={trouble} />}
		{seen === null ? <>
			<Select id="look-purpose" name="purpose" label={t("payout.look_purpose")} required value={purpose} on_value={set_purpose}
				choices={choices("purpose", look_purposes)} />
			<p><Button disabled={purpose === ""} on_click={() => void look()}>{t("payout.look_act")}</Button></p>
		</> : <DescriptionList rows={[
			{ label: t("payee.number"), value: <strong class="number">{seen.number}</strong> },
			{ label: t("payee.typed"), value: seen.typed ?? "" },
			{ label: t("payee.sent"), value: <strong>{seen.holder}</strong> },
		]} />}
	</section>;
}

function Decide({ row, on_done }: { row: Account; on_done: (text: string) => void }) {
	const act = useAct(`account-decide-${row.shop_account_id}`, "POST /api/settlement/shop-accounts/{shop_account_id}/decisions");
	const [note, set_note] = useState("");
	const decide = (confirm: boolean) => async () => {
		await act.run({ shop_account_id: row.shop_account_id, confirm, ...note.trim() === "" ? {} : { note: note.trim() } });
		on_done(t(confirm ? "payout.confirmed" : "payout.refused"));
	};
	if (row.is_own)
		return <Notice title={t("payout.own")}><p>{t("payout.own_text")}</p></Notice>;
	return <section class="stack">
		<h2>{t("payout.decide")}</h2>
		<p>{t("payout.decide_text")}</p>
		<ActState act={act} />
		<TextField id="decide-note" name="note" label={t("payout.note")} support={t("payout.note_support")} value={note}
			on_value={set_note} max={200} />
		<div class="row">
			<Ask primary label={t("payout.confirm")} act={t("payout.confirm")}
				title={t("payout.confirm_ask", { shop: row.shop_name, digits: row.last_digits })} on_act={decide(true)}>
				<p>{t("payout.confirm_text")}</p></Ask>
			<Ask danger label={t("payout.refuse")} act={t("payout.refuse")}
				title={t("payout.refuse_ask", { shop: row.shop_name, digits: row.last_digits })} on_act={decide(false)}>
				<p>{t("payout.refuse_text")}</p></Ask>
		</div>
	</section>;
}

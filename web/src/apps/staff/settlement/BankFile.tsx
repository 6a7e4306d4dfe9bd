import { useState } from "preact/hooks";
import { address_of, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { number, yen } from "../../../core/format.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { kind_word } from "../../../payee/AccountForm.tsx";
import { DateTime, DescriptionList, ErrorNotice, LinkButton, Loading, Notice, Table } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { History } from "../history.tsx";
import { long_day, Only, Tag } from "../parts.tsx";

type File = Out<"GET /api/settlement/bank-files/{bank_file_id}">["file"];
interface ActProps { file: File; on_done: (text: string) => void }

export default guarded("settlement.view", function BankFile({ params }: PageProps) {
	const bank_file_id = Number(params.bank_file_id);
	const data = useCall("GET /api/settlement/bank-files/{bank_file_id}", { bank_file_id });
	const [said, set_said] = useState("");
	const { value } = data;
	const changed = (text: string) => {
		set_said(text);
		data.reload();
	};
	return <MoneyPage wide title={t("bank_file.one", { bank_file_id })}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!value && data.loading && <Loading />}
		{said && <Notice kind="success" live title={said} />}
		{value && <>
			<DescriptionList rows={[
				{ label: t("payout.state"), value: <Tag kind="bank_file_state" code={value.file.state} /> },
				{ label: t("bank_file.pay_on"), value: long_day(value.file.pay_on) },
				{ label: t("bank_file.payouts"), value: number(value.file.payouts) },
				{ label: t("bank_file.sum"), value: <strong>{yen(value.file.yen)}</strong> },
				{ label: t("bank_file.hash"), value: <code class="hash">{value.file.hash.replace(/(.{8})(?=.)/g, "$1 ")}</code> },
				{ label: t("bank_file.head"), value: `${value.head.client_code} ${value.head.client_name}` },
				step(t("bank_file.built_by"), value.file.built_by, value.file.built_at),
				step(t("bank_file.approved_by"), value.file.approved_by, value.file.approved_at),
				step(t("bank_file.sent_by"), value.file.sent_by, value.file.sent_at),
				step(t("bank_file.dropped_by"), value.file.dropped_by, value.file.dropped_at),
				value.file.reconciled_at !== undefined && { label: t("bank_file.reconciled"), value: <DateTime at={value.file.reconciled_at} /> },
			]} />
			<Only right="settlement.pay"><Acts file={value.file} on_done={changed} /></Only>
			<p><a href={`/staff/payouts?bank_file_id=${bank_file_id}`}>{t("bank_file.search")}</a></p>
			<Table name="bank-file-rows" caption={t("bank_file.rows")} rows={value.rows} row_key={(row) => row.record} columns={[
				{ key: "record", label: t("bank_file.record"), number: true, cell: (row) => row.record },
				{ key: "payout", label: t("payout.no"), number: true, cell: (row) => <a href={`/staff/payouts/${row.payout_id}`}>{row.payout_id}</a> },
				{ key: "shop", label: t("payout.shop_no"), cell: (row) => row.shop_no },
				{ key: "bank", label: t("payee.bank"), cell: (row) => `${row.bank_code}-${row.branch_code}` },
				{ key: "kind", label: t("payee.kind"), cell: (row) => kind_word(row.kind) },
				{ key: "digits", label: t("payout.last_digits"), cell: (row) => row.last_digits },
				{ key: "holder", label: t("payee.sent"), cell: (row) => row.holder },
				{ key: "yen", label: t("payout.amount"), number: true, cell: (row) => yen(row.yen) },
			]} />
			<History key={said} object="bank_file" object_id={bank_file_id} />
		</>}
	</MoneyPage>;
});

const step = (label: string, who: string | undefined, at: string | undefined) => at === undefined ? false as const
	: { label, value: <>{who} <DateTime at={at} /></> };

function Acts({ file, on_done }: ActProps) {
	const content = address_of("GET /api/settlement/bank-files/{bank_file_id}/content", { bank_file_id: file.bank_file_id });
	const takes = file.state !== "built" && file.state !== "dropped";
	return <section class="stack">
		<h2>{t("bank_file.next")}</h2>
		{file.state === "built" && (file.is_own
			? <Notice title={t("bank_file.own")}><p>{t("bank_file.own_text")}</p></Notice>
			: <Approve file={file} on_done={on_done} />)}
		{takes && <div><LinkButton href={content} download>{t("bank_file.take")}</LinkButton></div>}
		{file.state === "approved" && <Send file={file} on_done={on_done} />}
		{(file.state === "built" || file.state === "approved") && <Drop file={file} on_done={on_done} />}
		{file.state === "sent" && <p>{t("bank_file.sent_text")}</p>}
	</section>;
}

function Approve({ file, on_done }: ActProps) {
	const act = useAct(`bank-file-approve-${file.bank_file_id}`, "POST /api/settlement/bank-files/{bank_file_id}/approvals");
	const { bank_file_id, payouts, hash } = file;
	return <div class="stack">
		<ActState act={act} />
		<div><Ask primary label={t("bank_file.approve")} act={t("bank_file.approve")}
			title={t("bank_file.approve_ask", { payouts: number(payouts), yen: yen(file.yen) })} on_act={async () => {
				await act.run({ bank_file_id, payouts, yen: file.yen, hash });
				on_done(t("bank_file.approved"));
			}}><p>{t("bank_file.approve_text")}</p></Ask></div>
	</div>;
}

function Send({ file, on_done }: ActProps) {
	const act = useAct(`bank-file-send-${file.bank_file_id}`, "POST /api/settlement/bank-files/{bank_file_id}/sendings");
	return <div class="stack">
		<p>{t("bank_file.send_when")}</p>
		<ActState act={act} />
		<div><Ask primary label={t("bank_file.send")} act={t("bank_file.send")}
			title={t("bank_file.send_ask", { day: long_day(file.pay_on), yen: yen(file.yen) })} on_act={async () => {
				await act.run({ bank_file_id: file.bank_file_id });
				on_done(t("bank_file.sent"));
			}}><p>{t("bank_file.send_text")}</p></Ask></div>
	</div>;
}

function Drop({ file, on_done }: ActProps) {
	const act = useAct(`bank-file-drop-${file.bank_file_id}`, "POST /api/settlement/bank-files/{bank_file_id}/drops");
	return <div class="stack">
		<ActState act={act} />
		<div><Ask danger label={t("bank_file.drop")} act={t("bank_file.drop")} title={t("bank_file.drop_ask")} on_act={async () => {
			await act.run({ bank_file_id: file.bank_file_id });
			on_done(t("bank_file.dropped"));
		}}><p>{t("bank_file.drop_text")}</p></Ask></div>
	</div>;
}

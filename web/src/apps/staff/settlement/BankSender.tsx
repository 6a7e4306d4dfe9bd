import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { kind_word } from "../../../payee/AccountForm.tsx";
import { Checkbox, DescriptionList, ErrorNotice, Form, Loading, Notice, RadioGroup,
	TextField } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";
import { History } from "../history.tsx";
import { choices, Fold, Only, word } from "../parts.tsx";
import { SettlementTabs } from "./tabs.tsx";

type Sender = NonNullable<Out<"GET /api/settlement/bank-sender">["sender"]>;
const kinds = ["1", "2", "9"] as const;

export default guarded("settlement.view", function BankSender() {
	const data = useCall("GET /api/settlement/bank-sender", {});
	const [saved, set_saved] = useState(0);
	const sender = data.value?.sender;
	return <MoneyPage wide title={t("sender.title")} lead={<p>{t("sender.lead")}</p>}>
		<SettlementTabs />
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		{saved > 0 && <Notice kind="success" live title={t("ui.saved")} />}
		{data.value && (sender ? <DescriptionList rows={[
			{ label: t("sender.client_code"), value: <span class="number">{sender.client_code}</span> },
			{ label: t("sender.client_name"), value: sender.client_name },
			{ label: t("sender.bank_code"), value: sender.bank_code },
			{ label: t("sender.branch_code"), value: sender.branch_code },
			{ label: t("payee.kind"), value: kind_word(sender.kind) },
			{ label: t("payee.number"), value: <span class="number">{sender.number}</span> },
			{ label: t("sender.line_end"), value: word("bank_line_end", sender.line_end) },
			{ label: t("sender.has_eof"), value: t(sender.has_eof ? "sender.yes" : "sender.no") },
			{ label: t("sender.takes_wo"), value: t(sender.takes_wo ? "sender.yes" : "sender.no") },
		]} /> : <Notice kind="warning" title={t("sender.none")}><p>{t("sender.none_text")}</p></Notice>)}
		{data.value && <Only right="settlement.pay"><Fold key={saved} label={t("sender.change")}>
			{(close) => <Edit sender={sender} on_done={() => {
				close();
				set_saved(saved + 1);
				data.reload();
			}} />}</Fold></Only>}
		<History key={saved} object="bank_sender" object_id={1} />
	</MoneyPage>;
});

function Edit({ sender, on_done }: { sender: Sender | undefined; on_done: () => void }) {
	const form = useForm({
		values: { client_code: sender?.client_code ?? "", client_name: sender?.client_name ?? "", bank_code: sender?.bank_code ?? "",
			branch_code: sender?.branch_code ?? "", kind: String(sender?.kind ?? 1), number: sender?.number ?? "",
			line_end: String(sender?.line_end ?? "crlf"), has_eof: sender?.has_eof ?? false, takes_wo: sender?.takes_wo ?? false },
		tidy: { client_code: tidy_text, client_name: tidy_text, bank_code: tidy_text, branch_code: tidy_text, number: tidy_text },
		check: (values) => (["client_code", "client_name", "bank_code", "branch_code", "number"] as const)
			.filter((name) => values[name] === "").map((name) => ({ pointer: `/${name}`, code: "missing" })),
		submit: async (values) => {
			await call("PUT /api/settlement/bank-sender",
				{ ...values, kind: Number(values.kind), line_end: values.line_end as Sender["line_end"] });
			on_done();
		},
	});
	return <Form form={form} submit={t("ui.save")}>
		<TextField {...form.field("client_code")} label={t("sender.client_code")} support={t("sender.client_code_support")} max={10} required />
		<TextField {...form.field("client_name")} label={t("sender.client_name")} support={t("sender.client_name_support")} max={60} required />
		<TextField {...form.field("bank_code")} label={t("sender.bank_code")} max={4} required />
		<TextField {...form.field("branch_code")} label={t("sender.branch_code")} max={3} required />
		<RadioGroup {...form.field("kind")} label={t("payee.kind")} required
			choices={kinds.map((kind) => ({ value: kind, label: kind_word(Number(kind)) }))} />
		<TextField {...form.field("number")} label={t("payee.number")} max={7} required />
		<RadioGroup {...form.field("line_end")} label={t("sender.line_end")} required choices={choices("bank_line_end", ["none", "crlf"])} />
		<Checkbox {...form.field("has_eof")} label={t("sender.has_eof")} />
		<Checkbox {...form.field("takes_wo")} label={t("sender.takes_wo")} />
	</Form>;
}

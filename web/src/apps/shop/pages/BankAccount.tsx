import { useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { error_text } from "../../../core/errors.ts";
import { useForm } from "../../../core/form.ts";
import { once_begin, once_settle } from "../../../core/once.ts";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { AccountForm } from "../../../payee/AccountForm.tsx";
import { Button, Confirm, DateTime, DescriptionList, ErrorNotice, Form, Loading, Notice, TextField } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";

export default function BankAccount() {
	return <Behind title={t("payout.account_title")} right="shop.bank" lead={<p>{t("payout.account_lead")}</p>}>
		{() => <Inside />}</Behind>;
}

function Inside() {
	const data = useCall("GET /api/settlement/shop-outlook", {});
	const [said, set_said] = useState("");
	const { value } = data;
	function changed(text: string) {
		set_said(text);
		data.reload();
	}
	if (!value)
		return data.error ? <ErrorNotice error={data.error} retry={data.reload} /> : <Loading />;
	return <>
		{said && <Notice kind="success" live title={said} />}
		<section class="stack" aria-labelledby="now">
			<h2 id="now">{t("payout.account_now")}</h2>
			<p>{value.account ? t("payout.account_is", { bank: value.account.bank_name ?? value.account.bank_code,
				digits: value.account.last_digits }) : t("payout.no_account")}</p>
		</section>
		<Contact mail={value.mail} on_done={() => changed(t("payout.contact_saved"))} />
		{value.proposal ? <Waiting proposal={value.proposal} on_done={() => changed(t("payout.withdrawn"))} />
			: value.mail ? <section class="stack" aria-labelledby="new">
				<h2 id="new">{t("payout.account_new")}</h2>
				<p>{t("payout.account_new_text")}</p>
				<Propose on_done={() => changed(t("payout.proposed_done"))} />
			</section> : <Notice title={t("payout.contact_first")} />}
	</>;
}

type Outlook = Out<"GET /api/settlement/shop-outlook">;

function Propose({ on_done }: { on_done: () => void }) {
	return <AccountForm act={t("payout.propose")}
		preview={(input) => call("POST /api/settlement/shop-account-previews", input)}
		propose={async (input) => {
			await once_settle(once_begin("account-propose", "POST /api/settlement/shop-account-proposals", input, true));
			on_done();
		}} />;
}

/** A proposal that waits: whoever did not make it can take it back here. */
function Waiting({ proposal, on_done }: { proposal: NonNullable<Outlook["proposal"]>; on_done: () => void }) {
	const [open, set_open] = useState(false);
	const [busy, set_busy] = useState(false);
	const [trouble, set_trouble] = useState("");
	async function withdraw() {
		set_busy(true);
		try {
			await once_settle(once_begin("account-withdraw", "POST /api/settlement/shop-account-withdrawals", {}));
			on_done();
		} catch (error) {
			set_trouble(error_text(error));
		} finally {
			set_busy(false);
			set_open(false);
		}
	}
	return <section class="stack" aria-labelledby="waits">
		<h2 id="waits">{t("payout.proposed")}</h2>
		<p>{t("payout.proposed_text")}</p>
		{trouble && <Notice kind="error" live title={trouble} />}
		<DescriptionList rows={[
			{ label: t("payout.proposed_account"), value: t("payout.account_is", { bank: proposal.bank_name ?? proposal.bank_code,
				digits: proposal.last_digits }) },
			{ label: t("payout.proposed_at"), value: <DateTime at={proposal.proposed_at} /> },
			{ label: t("payout.proposed_by"), value: proposal.by_shop ? proposal.proposed_by : t("payout.the_office") },
		]} />
		<p><Button kind="danger" on_click={() => set_open(true)}>{t("payout.withdraw")}</Button></p>
		<Confirm open={open} title={t("payout.withdraw_title")} act={t("payout.withdraw")} danger busy={busy}
			on_close={() => set_open(false)} on_act={() => void withdraw()}>
			<p>{t("payout.withdraw_text")}</p>
		</Confirm>
	</section>;
}

function Contact({ mail, on_done }: { mail: string | undefined; on_done: () => void }) {
	const form = useForm({
		values: { mail: mail ?? "" },
		tidy: { mail: tidy_text },
		check: (values) => values.mail === "" ? [{ pointer: "/mail", code: "missing" }] : [],
		submit: async (values) => {
			await call("PUT /api/settlement/shop-contact", values);
			on_done();
		},
	});
	return <section class="stack" aria-labelledby="contact">
		<h2 id="contact">{t("payout.contact")}</h2>
		<p>{t("payout.contact_text")}</p>
		<Form form={form} submit={t("payout.contact_save")}>
			<TextField {...form.field("mail")} label={t("payout.contact_mail")} type="email" autocomplete="email" max={254} required />
		</Form>
	</section>;
}

import { useState } from "preact/hooks";
import { call } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { useForm } from "../../../core/form.ts";
import { go } from "../../../core/router.tsx";
import { tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { AccountForm } from "../../../payee/AccountForm.tsx";
import { EmptyState, ErrorNotice, Form, Notice, TextField } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { MoneyPage } from "../funds.tsx";

/** For a shop that hands its account in on paper. */
export default guarded("settlement.account", function ShopAccountNew() {
	const [q, set_q] = useState<string | null>(null);
	const data = useCall("GET /api/office/staff-shops", q === null ? null : { q, limit: 2 });
	const form = useForm({
		values: { shop_no: "" },
		tidy: { shop_no: tidy_text },
		check: ({ shop_no }) => shop_no === "" ? [{ pointer: "/shop_no", code: "missing" }] : [],
		submit: ({ shop_no }) => set_q(shop_no),
	});
	const shop = data.value?.rows.length === 1 ? data.value.rows[0] : undefined;
	return <MoneyPage title={t("payout.account_office")} lead={<p>{t("payout.account_office_lead")}</p>}>
		<Form form={form} submit={t("payee.find")}>
			<TextField {...form.field("shop_no")} label={t("payout.shop_no")} max={80} required />
		</Form>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{data.value && !shop && <EmptyState title={t("payout.shop_none")}><p>{t("payout.shop_none_text")}</p></EmptyState>}
		{shop && <section class="stack" key={shop.shop_id}>
			<h2>{shop.shop_no} {shop.name}</h2>
			<Contact shop_id={shop.shop_id} />
			<Propose shop_id={shop.shop_id} />
		</section>}
	</MoneyPage>;
});

function Propose({ shop_id }: { shop_id: number }) {
	const act = useAct(`account-propose-${shop_id}`, "POST /api/settlement/shop-accounts", true);
	return <>
		<ActState act={act} />
		<AccountForm act={t("payout.propose")} preview={(input) => call("POST /api/settlement/account-previews", input)}
			propose={async (input) => {
				const out = await act.run({ ...input, shop_id });
				go(`/staff/shop-accounts/${out.shop_account_id}`);
			}} />
	</>;
}

function Contact({ shop_id }: { shop_id: number }) {
	const [saved, set_saved] = useState(false);
	const form = useForm({
		values: { mail: "" },
		tidy: { mail: tidy_text },
		check: ({ mail }) => mail === "" ? [{ pointer: "/mail", code: "missing" }] : [],
		submit: async ({ mail }) => {
			await call("PUT /api/settlement/shops/{shop_id}/contact", { shop_id, mail });
			set_saved(true);
		},
	});
	return <details>
		<summary>{t("payout.contact_office")}</summary>
		{saved && <Notice kind="success" live title={t("payout.contact_saved")} />}
		<Form form={form} submit={t("payout.contact_save")}>
			<TextField {...form.field("mail")} label={t("payout.contact_mail")} support={t("payout.contact_text")} type="email" max={254} required />
		</Form>
	</details>;
}

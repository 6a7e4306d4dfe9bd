import { useCall } from "../../../core/data.ts";
import { t } from "../../../i18n/index.ts";
import { DateTime, ErrorNotice, LinkButton, Loading } from "../../../ui/index.ts";
import { Behind } from "../parts/Behind.tsx";

export default function Clerks() {
	return <Behind title={t("shop.clerks")} right="shop.manage" lead={<p>{t("shop.clerks_lead")}</p>}>
		{(account) => <Inside own_id={account.account_id} />}</Behind>;
}

function Inside({ own_id }: { own_id: number }) {
	const data = useCall("GET /api/office/clerks", {});
	return <>
		<p><LinkButton kind="primary" href="/shop/clerks/new">{t("shop.clerk_new")}</LinkButton></p>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!data.value && data.loading && <Loading />}
		<ul class="lines">{data.value?.clerks.map((row) => <li key={row.account_id} class="line">
			<span><strong>{row.name}</strong> <span class="quiet">{row.login}</span>
				{row.account_id === own_id && <> {t("shop.you")}</>}<br />
				{t(row.is_owner ? "shop.role_owner" : "shop.role_clerk")}
				{row.state === "suspended" && <> <strong class="suspended">{t("account_state.suspended")}</strong></>}<br />
				<span class="quiet">{row.last_sign_in_at
					? <>{t("shop.last_sign_in")} <DateTime at={row.last_sign_in_at} /></>
					: t("shop.never_signed_in")}</span></span>
			{row.account_id !== own_id && <LinkButton small href={`/shop/clerks/${row.account_id}`}>
				{t("shop.change")}<span class="hidden-text"> {row.name}</span></LinkButton>}
		</li>)}</ul>
	</>;
}

import { useState } from "preact/hooks";
import { error_text } from "../../../core/errors.ts";
import { useOnce } from "../../../core/once.ts";
import { go, useStep, type PageProps } from "../../../core/router.tsx";
import { useStore } from "../../../core/store.ts";
import { tidy_code } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, LinkButton, Loading, Notice, Page } from "../../../ui/index.ts";
import { Scanner } from "../../../scan/Scanner.tsx";
import { code_kind } from "../code_kind.ts";
import { SignInFirst } from "../parts/SignInFirst.tsx";
import { who, who_load } from "../who.ts";

/** Vouchers bought at the counter come to this account by the code on the receipt. */
export default function Link({ params }: PageProps) {
	const code = params.claim_code;
	const now = useStore(who);
	if (now.state === "asking")
		return <Loading />;
	return code ? <Claim code={code} is_in={now.state === "in"} /> : <Find />;
}

function Find() {
	const now = useStore(who);
	const [wrong, set_wrong] = useState(false);
	const has_person = now.state === "in" && now.me?.has_person;
	return <Page title={t("resident.link")} lead={<p>{t("resident.link_text")}</p>}>
		{has_person && <Notice title={t("resident.link_has")} />}
		{wrong && <Notice kind="warning" live title={t("resident.link_not_code")} />}
		<Scanner what={t("resident.link_what")}
			typed={{ label: t("resident.link_typed"), support: t("resident.link_typed_support") }}
			on_code={(text) => {
				const kind = code_kind(text);
				const claim = kind.claim_code ?? (kind.other && tidy_code(text));
				set_wrong(!claim);
				if (claim)
					go(`/c/${encodeURIComponent(claim)}`);
			}} />
		<p><a href="/campaigns">{t("resident.how_to_buy")}</a></p>
	</Page>;
}

function Claim({ code, is_in }: { code: string; is_in: boolean }) {
	const once = useOnce("claim", "POST /api/people/claims");
	const { state } = once;
	useStep(state.step === "done" ? "done" : "ask");
	if (state.step === "done")
		return <Done name={state.out.person_name} />;
	const busy = state.step === "sending" || state.step === "checking";
	return <Page title={t("resident.claim_title")} lead={<p>{t("resident.claim_text")}</p>}>
		{state.step === "checking" && <Notice kind="warning" live title={t("once.checking")}>
			<p>{t("once.checking_text")}</p></Notice>}
		{state.step === "refused" && <Notice kind="error" live title={error_text(state.error)} />}
		<p>{t("resident.claim_code", { code })}</p>
		{is_in
			? <div class="row">
				<Button kind="primary" busy={busy} on_click={() => void once.run({ claim_code: tidy_code(code) })}>
					{t("resident.claim_act")}</Button>
				<LinkButton href="/link">{t("resident.claim_other")}</LinkButton>
			</div>
			: <SignInFirst text={t("resident.claim_sign_in")} />}
	</Page>;
}

function Done({ name }: { name: string }) {
	void who_load();
	return <Page title={t("resident.claim_done_title")}>
		<Notice kind="success" live title={t("resident.claim_done", { name })} />
		<div class="row">
			<LinkButton kind="primary" href="/purse">{t("resident.purse_see")}</LinkButton>
			<LinkButton href="/">{t("ui.to_home")}</LinkButton>
		</div>
	</Page>;
}

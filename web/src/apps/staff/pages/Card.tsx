import { address_of, call, Refusal, type RouteName } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { yen } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { whole_number } from "../../../core/tidy.ts";
import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, ErrorNotice, Form, LinkButton, Loading, Notice, NumberField, Page, TextField,
	type RowOf } from "../../../ui/index.ts";
import { ActState, Ask, useAct } from "../act.tsx";
import { guarded } from "../desk.tsx";
import { History } from "../history.tsx";
import { Fold, Only, PaperLink, Tag } from "../parts.tsx";
import { PinFields } from "../pin.tsx";
import { pin_problems } from "../pin_check.ts";
import { CardDone } from "./CardNew.tsx";
import { card_text } from "./Cards.tsx";

type CardRow = RowOf<"GET /api/sales/cards" & RouteName>;
interface PartProps { card: CardRow; on_done: (text: string) => void }

export default guarded("voucher.card", function Card({ params }: PageProps) {
	const card_no = params.card_no ?? "";
	const data = useCall("GET /api/sales/cards", { card_no });
	const [said, set_said] = useState("");
	const card = data.value?.rows[0];
	const changed = (text: string) => {
		set_said(text);
		data.reload();
	};
	return <Page title={t("staff.card_title", { card_no: card_text(card_no) })}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{data.value && !card && <ErrorNotice error={new Refusal(404, "not_found")} />}
		{!data.value && data.loading && <Loading />}
		{said && <Notice kind="success" live title={said} />}
		{card && <>
			<DescriptionList rows={[
				{ label: t("staff.state"), value: <Tag kind="card_state" code={card.state} bad={card.state !== "active"} /> },
				{ label: t("staff.issued_at"), value: <DateTime at={card.issued_at} /> },
				{ label: t("staff.use_limit"), value: yen(card.use_limit_yen) },
				{ label: t("staff.day_limit"), value: yen(card.day_limit_yen) },
				{ label: t("staff.tries_left"), value: card.tries_left === 0
					? <strong>{t("staff.tries_none")}</strong> : card.tries_left },
				{ label: t("staff.person_no"), value: card.person_id },
			]} />
			<div class="row">
				{card.state === "active" && <PaperLink primary
					href={address_of("GET /api/sales/cards/{card_id}/print", { card_id: card.card_id })}>
					{t("staff.card_print")}</PaperLink>}
				<Only right="people.look"><LinkButton href={`/staff/people/${card.person_id}`}>{t("staff.look_person")}</LinkButton></Only>
				<LinkButton kind="text" href={`/staff/cards?person_id=${card.person_id}`}>{t("staff.cards_of")}</LinkButton>
			</div>
			{card.state !== "replaced" && <Acts card={card} on_done={changed} />}
			<History key={said} object="card" object_id={card.card_id} />
		</>}
	</Page>;
});

function Acts(props: PartProps) {
	return <section class="stack">
		<h2>{t("staff.card_acts")}</h2>
		{props.card.state === "active" && <>
			<Fold label={t("staff.limits_change")}>{(close) => <Limits {...props} close={close} />}</Fold>
			<Fold label={t("staff.pin_new")}>{(close) => <NewPin {...props} close={close} />}</Fold>
			<Fold label={t("staff.card_block")}>{(close) => <Block {...props} close={close} />}</Fold>
		</>}
		<Fold label={t("staff.card_replace")}>{() => <Replace {...props} />}</Fold>
	</section>;
}

function Limits({ card, on_done, close }: PartProps & { close: () => void }) {
	const form = useForm({
		values: { use_limit_yen: String(card.use_limit_yen), day_limit_yen: String(card.day_limit_yen) },
		check: (values) => (["use_limit_yen", "day_limit_yen"] as const).filter((name) => !whole_number(values[name]))
			.map((name) => ({ pointer: `/${name}`, code: "too_small", params: { min: 1 } })),
		async submit(values) {
			await call("PUT /api/sales/cards/{card_id}/limits", { card_id: card.card_id,
				use_limit_yen: whole_number(values.use_limit_yen)!, day_limit_yen: whole_number(values.day_limit_yen)! });
			close();
			on_done(t("ui.saved"));
		},
	});
	return <Form form={form} submit={t("ui.save")}>
		<NumberField {...form.field("use_limit_yen")} label={t("staff.use_limit")} unit={t("sell.yen")} required />
		<NumberField {...form.field("day_limit_yen")} label={t("staff.day_limit")} unit={t("sell.yen")} required />
	</Form>;
}

function NewPin({ card, on_done, close }: PartProps & { close: () => void }) {
	const form = useForm({
		values: { pin: "", again: "" },
		check: pin_problems,
		async submit({ pin }) {
			await call("PUT /api/sales/cards/{card_id}/pin", { card_id: card.card_id, pin });
			close();
			on_done(t("staff.pin_changed"));
		},
	});
	return <Form form={form} submit={t("staff.pin_new")}>
		<PinFields pin={form.field("pin")} again={form.field("again")} />
	</Form>;
}

function Block({ card, on_done, close }: PartProps & { close: () => void }) {
	const act = useAct(`card-block-${card.card_id}`, "POST /api/sales/cards/{card_id}/blocks");
	const [reason, set_reason] = useState("");
	return <div class="stack">
		<ActState act={act} />
		<p>{t("staff.card_block_text")}</p>
		<TextField id="block-reason" name="reason" label={t("staff.reason")} support={t("staff.no_names")} required
			value={reason} on_value={set_reason} max={200} />
		<div><Ask danger label={t("staff.card_block")} act={t("staff.card_block")} disabled={reason.trim() === ""}
			title={t("staff.card_block_ask", { card_no: card_text(card.card_no) })} on_act={async () => {
				await act.run({ card_id: card.card_id, reason: reason.trim() });
				close();
				on_done(t("staff.card_blocked"));
			}}><p>{t("staff.card_block_what")}</p></Ask></div>
	</div>;
}

function Replace({ card }: PartProps) {
	const act = useAct(`card-replace-${card.card_id}`, "POST /api/sales/cards/{card_id}/replacements", true);
	const form = useForm({
		values: { reason: "", pin: "", again: "" },
		check: (values) => values.reason.trim() === ""
			? [{ pointer: "/reason", code: "missing" }, ...pin_problems(values)] : pin_problems(values),
		submit: async ({ reason, pin }) =>
			void await act.run({ card_id: card.card_id, reason: reason.trim(), pin }),
	});
	if (act.state.step === "done")
		return <CardDone card={act.state.out} />;
	return <>
		<ActState act={act} />
		<p>{t("staff.card_replace_text")}</p>
		<Form form={form} submit={t("staff.card_replace")}>
			<TextField {...form.field("reason")} label={t("staff.reason")} support={t("staff.no_names")} max={200} required />
			<PinFields pin={form.field("pin")} again={form.field("again")} />
		</Form>
	</>;
}

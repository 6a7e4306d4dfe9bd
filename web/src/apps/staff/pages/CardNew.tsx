import { useState } from "preact/hooks";
import { useForm } from "../../../core/form.ts";
import { whole_number } from "../../../core/tidy.ts";
import { address_of } from "../../../core/api.ts";
import { t } from "../../../i18n/index.ts";
import { Button, DateTime, DescriptionList, Form, LinkButton, Notice, NumberField, Page } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { guarded, useHas } from "../desk.tsx";
import { Finder, type Found } from "../finder.tsx";
import { Arrive, PaperLink } from "../parts.tsx";
import { PinFields } from "../pin.tsx";
import { pin_problems } from "../pin_check.ts";
import { card_text } from "./Cards.tsx";

export default guarded("voucher.card", function CardNew() {
	const [person, set_person] = useState<Found | null>(null);
	const finds = useHas("people.find");
	return <Page title={t("staff.card_new")} lead={<p>{t("staff.card_new_lead")}</p>}>
		{!finds && <Notice kind="warning" title={t("staff.not_yours")}><p>{t("staff.find_needed")}</p></Notice>}
		{finds && !person && <Finder purpose="card" act={t("sell.this_one")} on_person={set_person} />}
		{person && <>
			<DescriptionList rows={[
				{ label: t("staff.kana"), value: person.kana },
				{ label: t("staff.birth_on"), value: <DateTime at={person.birth_on} show="date" /> },
			]} />
			<Issue key={person.person_id} person={person} on_other={() => set_person(null)} />
		</>}
	</Page>;
});

function Issue({ person, on_other }: { person: Found; on_other: () => void }) {
	const act = useAct(`card-${person.person_id}`, "POST /api/sales/cards", true);
	const form = useForm({
		values: { pin: "", again: "", use_limit_yen: "10000", day_limit_yen: "30000" },
		check(values) {
			const problems = pin_problems(values);
			for (const name of ["use_limit_yen", "day_limit_yen"] as const)
				if (!whole_number(values[name]))
					problems.push({ pointer: `/${name}`, code: "too_small", params: { min: 1 } });
			return problems;
		},
		submit: async (values) => void await act.run({ person_id: person.person_id, pin: values.pin,
			use_limit_yen: whole_number(values.use_limit_yen)!, day_limit_yen: whole_number(values.day_limit_yen)! }),
	});
	if (act.state.step === "done")
		return <CardDone card={act.state.out} />;
	if (person.has_card)
		return <Notice kind="warning" live title={t("staff.card_there")}>
			<p>{t("staff.card_there_text")}</p>
			<p class="row"><LinkButton small href={`/staff/cards?person_id=${person.person_id}`}>{t("staff.look")}</LinkButton>
				<Button small on_click={on_other}>{t("staff.other_person")}</Button></p>
		</Notice>;
	return <Arrive label={t("staff.card_settings")}>
		<ActState act={act} />
		<Form form={form} submit={t("staff.card_issue")} beside={<Button on_click={on_other}>{t("staff.other_person")}</Button>}>
			<NumberField {...form.field("use_limit_yen")} label={t("staff.use_limit")} unit={t("sell.yen")} required />
			<NumberField {...form.field("day_limit_yen")} label={t("staff.day_limit")} unit={t("sell.yen")} required />
			<PinFields pin={form.field("pin")} again={form.field("again")} />
		</Form>
	</Arrive>;
}

export function CardDone({ card }: { card: { card_id: number; card_no: string } }) {
	return <Arrive label={t("staff.card_done")}>
		<DescriptionList rows={[{ label: t("staff.card_no"), value: <strong class="number">{card_text(card.card_no)}</strong> }]} />
		<p>{t("staff.card_done_text")}</p>
		<div class="row">
			<PaperLink primary href={address_of("GET /api/sales/cards/{card_id}/print", { card_id: card.card_id })}>
				{t("staff.card_print")}</PaperLink>
			<LinkButton href={`/staff/cards/${card.card_no}`}>{t("staff.look")}</LinkButton>
		</div>
	</Arrive>;
}

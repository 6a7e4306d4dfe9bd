import { useState } from "preact/hooks";
import { call, type In, type Out } from "../../../core/api.ts";
import { useForm } from "../../../core/form.ts";
import type { PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { DateTime, DescriptionList, Form, LinkButton, Notice, Page, Select } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { LoggedNotice } from "../finder.tsx";
import { purpose_wanted } from "../looking.ts";
import { Arrive, Only, choices, long_day, purposes, word } from "../parts.tsx";

type PersonOut = Out<"POST /api/people/person-looks">;
type Purpose = In<"POST /api/people/person-looks">["purpose"];

export default guarded("people.look", function Person({ params }: PageProps) {
	const person_id = Number(params.person_id);
	const [person, set_person] = useState<PersonOut | null>(null);
	const [first] = useState(() => purpose_wanted.get());
	const form = useForm({
		values: { purpose: first },
		check: ({ purpose }) => purpose === "" ? [{ pointer: "/purpose", code: "missing" }] : [],
		async submit({ purpose }) {
			set_person(await call("POST /api/people/person-looks", { person_id, purpose: purpose as Purpose }));
			purpose_wanted.set("");
		},
	});
	return <Page title={t("staff.person_title", { person_id: String(person_id) })}>
		{!person && <>
			<LoggedNotice />
			<Form form={form} submit={t("staff.look_open")}>
				<Select {...form.field("purpose")} label={t("staff.purpose")} support={t("staff.purpose_support")}
					choices={choices("purpose", purposes)} required />
			</Form>
		</>}
		{person && <Arrive label={t("staff.person_data")}>
			<Notice title={t("staff.look_written", { purpose: word("purpose", form.values.purpose) })} live>
				<p>{t("staff.look_written_text")}</p></Notice>
			<DescriptionList rows={[
				{ label: t("staff.person_name"), value: person.name },
				{ label: t("staff.kana"), value: person.kana },
				{ label: t("staff.birth_on"), value: long_day(person.birth_on) },
				{ label: t("staff.address"), value: person.address },
				{ label: t("staff.phone"), value: person.phone ?? t("staff.unknown") },
				{ label: t("staff.known_since"), value: <DateTime at={person.made_at} /> },
			]} />
			<div class="row no-print">
				<Only right="voucher.card"><LinkButton href={`/staff/cards?person_id=${person_id}`}>{t("staff.cards_of")}</LinkButton></Only>
				<Only right="people.audit"><LinkButton href={`/staff/looks?person_id=${person_id}`}>{t("staff.looks_of")}</LinkButton></Only>
			</div>
		</Arrive>}
	</Page>;
});

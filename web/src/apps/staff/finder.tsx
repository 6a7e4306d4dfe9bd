// Finding a person by the reading of the name and the birth date: always with a purpose.
import { useState } from "preact/hooks";
import { call, type Out } from "../../core/api.ts";
import { is_day } from "../../core/format.ts";
import { useForm } from "../../core/form.ts";
import { store } from "../../core/store.ts";
import { tidy_kana } from "../../core/tidy.ts";
import { t } from "../../i18n/index.ts";
import { Button, DateField, DateTime, EmptyState, Form, Notice, Select, TextField } from "../../ui/index.ts";
import { choices, purposes } from "./parts.tsx";

export type Found = Out<"POST /api/people/person-searches">["persons"][number];
export type Purpose = (typeof purposes)[number];

/** What was typed into the search box of the home page: never in an address. */
export const kana_wanted = store("");

interface FinderProps {
	/** Fixed by the page, or chosen. */
	purpose?: Purpose;
	/** Text of the button at each person. */
	act: string;
	on_person: (person: Found, purpose: Purpose) => void;
}

export function Finder({ purpose, act, on_person }: FinderProps) {
	const [found, set_found] = useState<readonly Found[] | null>(null);
	const [asked, set_asked] = useState<Purpose>(purpose ?? "inquiry");
	const [first_kana] = useState(take_kana);
	const form = useForm({
		values: { kana: first_kana, birth_on: "", purpose: (purpose ?? "") as string },
		tidy: { kana: tidy_kana },
		check(values) {
			const problems = [];
			if (values.kana === "")
				problems.push({ pointer: "/kana", code: "missing" });
			if (values.birth_on !== "" && !is_day(values.birth_on))
				problems.push({ pointer: "/birth_on", code: "wrong_date" });
			if (values.purpose === "")
				problems.push({ pointer: "/purpose", code: "missing" });
			return problems;
		},
		async submit({ kana, birth_on, purpose: why }) {
			set_found(null);
			const answer = await call("POST /api/people/person-searches",
				{ kana, birth_on: birth_on || undefined, purpose: why as Purpose });
			set_asked(why as Purpose);
			set_found(answer.persons);
		},
	});
	return <div class="stack">
		<Form form={form} submit={t("staff.find")}>
			<TextField {...form.field("kana")} label={t("staff.kana")} support={t("staff.kana_support")} required />
			<DateField {...form.field("birth_on")} label={t("staff.birth_on")} required={false} />
			{!purpose && <Select {...form.field("purpose")} label={t("staff.purpose")}
				support={t("staff.purpose_support")} choices={choices("purpose", purposes)} required />}
		</Form>
		<div role="status">
			{found && <p>{t("staff.found_count", { count: found.length })}</p>}
		</div>
		{found?.length === 0 && <EmptyState title={t("staff.found_none")}><p>{t("staff.found_none_text")}</p></EmptyState>}
		{found && <People persons={found} act={act} on_person={(person) => on_person(person as Found, asked)} />}
	</div>;
}

function take_kana(): string {
	const typed = kana_wanted.get();
	kana_wanted.set("");
	return typed;
}

/** What a search and the registering of a buyer both tell. */
type Known = Pick<Found, "person_id" | "kana" | "birth_on"> & Partial<Found>;

/** Persons side by side, each with its button. */
export function People({ persons, act, on_person, busy }: {
	persons: readonly Known[]; act: string; on_person: (person: Known) => void; busy?: boolean;
}) {
	return <ul class="cards tidy-cards">
		{persons.map((person) => <li key={person.person_id} class="card">
			<p class="person__kana">{person.kana}</p>
			<dl class="person">
				<dt>{t("staff.birth_on")}</dt><dd><DateTime at={person.birth_on} show="date" /></dd>
				{person.address_hint && <><dt>{t("staff.address_hint")}</dt><dd>{person.address_hint}</dd></>}
				<dt>{t("staff.person_no")}</dt><dd class="number">{person.person_id}</dd>
			</dl>
			{(person.has_account || person.has_card) && <p class="row">
				{person.has_account && <span class="tag">{t("staff.has_account")}</span>}
				{person.has_card && <span class="tag">{t("staff.has_card")}</span>}</p>}
			<p><Button kind="secondary" busy={busy} label={`${act}: ${person.kana}`}
				on_click={() => on_person(person)}>{act}</Button></p>
		</li>)}
	</ul>;
}

/** Says that looking is written down. */
export function LoggedNotice() {
	return <Notice title={t("staff.logged")}><p>{t("staff.logged_text")}</p></Notice>;
}

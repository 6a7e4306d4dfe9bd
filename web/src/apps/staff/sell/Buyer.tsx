import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { call, type Out } from "../../../core/api.ts";
import { is_day, today } from "../../../core/format.ts";
import { useForm } from "../../../core/form.ts";
import { tidy_code, tidy_kana, tidy_text } from "../../../core/tidy.ts";
import { t } from "../../../i18n/index.ts";
import { Button, DateField, Form, TextField } from "../../../ui/index.ts";
import { ActState, useAct } from "../act.tsx";
import { useHas } from "../desk.tsx";
import { People } from "../finder.tsx";

export interface KnownBuyer { person_id: number; kana: string; birth_on: string }
type Candidate = Out<"POST /api/sales/buyers">["candidates"][number];
type Stage = "find" | "choose" | "new";

const first_values = { kana: "", birth_on: "", name: "", address: "", phone: "" };

function problems_of(values: typeof first_values, stage: Stage) {
	const problems = [];
	for (const name of ["kana", "birth_on", "name", "address"] as const)
		if (values[name] === "" && (stage === "new" || name === "kana" || name === "birth_on"))
			problems.push({ pointer: `/${name}`, code: "missing" });
	if (values.birth_on !== "" && (!is_day(values.birth_on) || values.birth_on > today()))
		problems.push({ pointer: "/birth_on", code: "wrong_date" });
	return problems;
}

/** Reading and birth date first; the rest only for those who are not known yet. */
export function Buyer({ on_buyer }: { on_buyer: (buyer: KnownBuyer) => void }) {
	const finds = useHas("people.find");
	const [stage, set_stage] = useState<Stage>(finds ? "find" : "new");
	const [found, set_found] = useState<readonly Candidate[]>([]);
	const buyers = useAct("buyer", "POST /api/sales/buyers", true);
	const outer = useRef<HTMLElement>(null);

	// The hands stay on the keyboard: each part begins in its first field.
	useLayoutEffect(() => {
		const first = stage === "choose" ? "h3" : stage === "new" && finds ? "input[name=name]" : "input[name=kana]";
		outer.current?.querySelector<HTMLElement>(first)?.focus();
	}, [stage]);

	function choose(candidates: readonly Candidate[]) {
		set_found(candidates);
		set_stage(candidates.length > 0 ? "choose" : "new");
	}
	async function register(values: typeof first_values, is_another: boolean) {
		const out = await buyers.run({ ...values, phone: values.phone || undefined, is_another });
		if (typeof out.person_id === "number")
			on_buyer({ person_id: out.person_id, kana: values.kana, birth_on: values.birth_on });
		else
			choose(out.candidates);
	}
	const form = useForm({
		values: first_values,
		tidy: { kana: tidy_kana, name: tidy_text, address: tidy_text, phone: tidy_code },
		check: (values) => problems_of(values, stage),
		async submit(values) {
			if (stage === "new")
				return register(values, found.length > 0);
			const answer = await call("POST /api/people/person-searches",
				{ kana: values.kana, birth_on: values.birth_on, purpose: "counter_sale" });
			choose(answer.persons);
		},
	});
	return <section class="stack" ref={outer}>
		<h2>{t("sell.buyer_title")}</h2>
		<ActState act={buyers} />
		{stage === "choose"
			? <Choice found={found} on_person={on_buyer} on_back={() => set_stage(finds ? "find" : "new")}
				on_other={() => finds ? set_stage("new") : void register(form.values, true)} />
			: <Form form={form} submit={stage === "new" && finds ? t("sell.register") : t("ui.next")}
				beside={stage === "new" && finds &&
					<Button on_click={() => set_stage("find")}>{t("ui.back")}</Button>}>
				<TextField {...form.field("kana")} label={t("staff.kana")} support={t("staff.kana_support")} required />
				<DateField {...form.field("birth_on")} label={t("staff.birth_on")} required />
				{stage === "new" && <>
					{finds && <p role="status">{t("sell.new_buyer")}</p>}
					<TextField {...form.field("name")} label={t("staff.person_name")} support={t("sell.name_support")} required />
					<TextField {...form.field("address")} label={t("staff.address")} required />
					<TextField {...form.field("phone")} label={t("staff.phone")} type="tel" inputmode="tel" />
				</>}
			</Form>}
	</section>;
}

function Choice({ found, on_person, on_other, on_back }: {
	found: readonly Candidate[]; on_person: (person: KnownBuyer) => void;
	on_other: () => void; on_back: () => void;
}) {
	return <div class="stack">
		<h3 tabIndex={-1} class="arrive">{t("sell.is_it", { count: found.length })}</h3>
		<p>{t("sell.is_it_text")}</p>
		<People persons={found} act={t("sell.this_one")} on_person={on_person} />
		<div class="row">
			<Button on_click={on_other}>{t("sell.another_one")}</Button>
			<Button kind="text" on_click={on_back}>{t("ui.back")}</Button>
		</div>
	</div>;
}

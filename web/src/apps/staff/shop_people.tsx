// Who of the people the city knows owns a shop or works there: for the checks before paying.
import { useState } from "preact/hooks";
import { useCall } from "../../core/data.ts";
import { t } from "../../i18n/index.ts";
import { DateTime, ErrorNotice, Notice, RadioGroup, Table } from "../../ui/index.ts";
import { ActState, Ask, useAct } from "./act.tsx";
import { useHas } from "./desk.tsx";
import { Finder, type Found } from "./finder.tsx";
import { Fold, Only, choices, word } from "./parts.tsx";

const relations = ["owner", "clerk", "family"] as const;
type Relation = (typeof relations)[number];

export function ShopPeople({ shop_id }: { shop_id: number }) {
	const data = useCall("GET /api/settlement/shop-people", { shop_id });
	const edits = useHas("shops.edit");
	const finds = useHas("people.find");
	const [said, set_said] = useState("");
	const rows = data.value?.rows ?? [];
	return <section class="stack">
		<h2>{t("checks.people")}</h2>
		<p class="no-print">{t("checks.people_lead")}</p>
		{said && <Notice kind="success" live title={said} />}
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{data.value && rows.length === 0 && <p>{t("checks.people_none")}</p>}
		{rows.length > 0 && <Table name="shop-people" caption={t("checks.people")} rows={rows}
			row_key={(row) => row.shop_person_id} columns={[
				{ key: "relation", label: t("checks.relation"), cell: (row) => word("relation", row.relation) },
				{ key: "person", label: t("checks.person_no"), number: true, cell: (row) => row.person_id },
				{ key: "since", label: t("checks.since"), cell: (row) => <DateTime at={row.made_at} /> },
				{ key: "ended", label: t("checks.ended"), cell: (row) => row.ended_at
					? <DateTime at={row.ended_at} /> : edits && <End shop_person_id={row.shop_person_id} on_done={data.reload} /> },
			]} />}
		{edits && finds && <Fold label={t("checks.link")}>{(close) => <Link shop_id={shop_id} on_done={() => {
			close();
			set_said(t("checks.linked"));
			data.reload();
		}} />}</Fold>}
	</section>;
}

function End({ shop_person_id, on_done }: { shop_person_id: number; on_done: () => void }) {
	const act = useAct(`shop-person-${shop_person_id}`, "POST /api/settlement/shop-people/{shop_person_id}/endings");
	return <Ask small label={t("checks.end")} act={t("checks.end")} title={t("checks.end_ask")} on_act={async () => {
		await act.run({ shop_person_id });
		on_done();
	}}><p>{t("checks.end_text")}</p></Ask>;
}

/** The person is found by the search everybody uses, which writes down the purpose. */
function Link({ shop_id, on_done }: { shop_id: number; on_done: () => void }) {
	const act = useAct(`shop-person-new-${shop_id}`, "POST /api/settlement/shop-people");
	const [found, set_found] = useState<Found | null>(null);
	const [relation, set_relation] = useState<string>("owner");
	return <div class="stack">
		<RadioGroup id={`relation-${shop_id}`} name="relation" label={t("checks.relation")} value={relation}
			on_value={set_relation} choices={choices("relation", relations)} required />
		<ActState act={act} />
		{!found && <Finder purpose="check" act={t("checks.choose_person")} on_person={set_found} />}
		{found && <Only right="shops.edit"><div><Ask primary label={t("checks.link_act")} act={t("checks.link_act")}
			title={t("checks.link_ask", { person_id: String(found.person_id), relation: word("relation", relation) })}
			on_act={async () => {
				await act.run({ shop_id, person_id: found.person_id, relation: relation as Relation });
				on_done();
			}} /></div></Only>}
	</div>;
}

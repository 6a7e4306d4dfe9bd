import { t } from "../../../i18n/index.ts";
import { EmptyState, LinkButton, List, Page } from "../../../ui/index.ts";
import { guarded, useHas } from "../desk.tsx";
import { Tag, choices, industries, RowLink, shop_states, sizes, word } from "../parts.tsx";

export default guarded("shops.view", function Shops() {
	const edits = useHas("shops.edit");
	return <Page wide title={t("staff.nav_shops")}
		tools={edits && <LinkButton kind="primary" href="/staff/shops/new">{t("staff.shop_new")}</LinkButton>}>
		<List route="GET /api/office/staff-shops" caption={t("staff.nav_shops")} order="name" row_key={(row) => row.shop_id}
			filters={[
				{ name: "q", label: t("staff.shop_q"), kind: "text" },
				{ name: "industry", label: t("staff.industry"), kind: "select", choices: choices("industry", industries) },
				{ name: "size", label: t("staff.size"), kind: "select", choices: choices("size", sizes) },
				{ name: "area", label: t("staff.area"), kind: "text" },
				{ name: "state", label: t("staff.state"), kind: "select", choices: choices("shop_state", shop_states) },
			]}
			empty={<EmptyState title={t("staff.shops_none")}><p>{t("staff.shops_none_text")}</p></EmptyState>}
			columns={[
				{ key: "name", label: t("staff.shop_name"), cell: (row) =>
					<RowLink to={`/staff/shops/${row.shop_id}`}>{row.name}</RowLink> },
				{ key: "shop_no", label: t("staff.shop_no"), cell: (row) => <span class="number">{row.shop_no}</span> },
				{ key: "industry", label: t("staff.industry"), cell: (row) => word("industry", row.industry) },
				{ key: "size", label: t("staff.size"), cell: (row) => word("size", row.size) },
				{ key: "area", label: t("staff.area"), cell: (row) => row.area },
				{ key: "state", label: t("staff.state"),
					cell: (row) => <Tag kind="shop_state" code={row.state} bad={row.state === "stopped"} /> },
				{ key: "address", label: t("staff.shop_address"), extra: true, cell: (row) => row.address },
				{ key: "phone", label: t("staff.phone"), extra: true, cell: (row) => row.phone ?? "" },
				{ key: "photo", label: t("staff.photo"), extra: true,
					cell: (row) => row.has_photo ? t("staff.yes") : t("staff.no") },
			]} />
	</Page>;
});

import { useCall } from "../../../core/data.ts";
import { text_of, t } from "../../../i18n/index.ts";
import { EmptyState, Page } from "../../../ui/index.ts";
import type { RowOf } from "../../../ui/list/List.tsx";
import { RowList } from "../parts/RowList.tsx";
import { ShopPhoto } from "../parts/Shop.tsx";

const industries = ["supermarket", "convenience", "retail", "restaurant", "takeaway", "electronics", "beauty",
	"service", "lesson", "leisure", "lodging", "travel", "other"];

export default function Shops() {
	const areas = useCall("GET /api/office/shop-areas", {});
	return <Page title={t("resident.shops_find")} lead={<p>{t("resident.shops_text")}</p>}>
		<RowList route="GET /api/office/shops" label={t("resident.shops")}
			row_key={(row) => row.shop_id} row={(row) => <Shop shop={row} />}
			filters={[
				{ name: "q", label: t("resident.shops_q"), kind: "text" },
				{ name: "area", label: t("column.area"), kind: "select",
					choices: (areas.value?.areas ?? []).map((row) => ({ value: row.area, label: row.area })) },
				{ name: "industry", label: t("column.industry"), kind: "select",
					choices: industries.map((value) => ({ value, label: text_of(`industry.${value}`) ?? value })) },
			]}
			empty={<EmptyState title={t("resident.shops_empty")}><p>{t("resident.shops_empty_text")}</p></EmptyState>} />
	</Page>;
}

function Shop({ shop }: { shop: RowOf<"GET /api/office/shops"> }) {
	return <div class="shop-row">
		<h2>{shop.name}</h2>
		<p class="quiet">{text_of(`industry.${shop.industry}`) ?? shop.industry}</p>
		<p>{shop.area} {shop.address}</p>
		{shop.phone && <p><a href={`tel:${shop.phone.replace(/[^0-9+]/g, "")}`}>{shop.phone}</a></p>}
		<ShopPhoto shop={shop} />
		{shop.exclusions && <p><strong>{t("resident.exclusions_own")}</strong><br />
			<span class="lines">{shop.exclusions}</span></p>}
	</div>;
}

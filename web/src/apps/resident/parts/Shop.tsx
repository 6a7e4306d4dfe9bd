import { address_of, type Out } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { text_of, t } from "../../../i18n/index.ts";
import { ErrorNotice, Loading, Notice } from "../../../ui/index.ts";
import "./shop.css";

export type ShopSign = Out<"POST /api/till/poster-reads">;

export function ShopPhoto({ shop, small }: { shop: { shop_id: number; name: string; has_photo: boolean }; small?: boolean }) {
	if (!shop.has_photo)
		return null;
	return <img class={small ? "shop-photo shop-photo--small" : "shop-photo"} loading="lazy"
		src={address_of("GET /api/office/shop-photos/{shop_id}", { shop_id: shop.shop_id })}
		width={480} height={320} alt={t("resident.shop_photo", { shop: shop.name })} />;
}

/** Where the shop is and its number, to compare with the door. */
export function ShopPlace({ shop }: { shop: Pick<ShopSign, "area" | "address" | "shop_no"> }) {
	return <p class="shop-place">
		<span class="shop-place__area">{shop.area}</span> {shop.address}<br />
		<span class="quiet">{t("resident.shop_number", { shop_no: shop.shop_no })}</span>
	</p>;
}

/** What vouchers cannot buy at this shop, then what they can buy nowhere. */
export function Exclusions({ own }: { own?: string }) {
	return <div class="stack stack--close">
		{own && <Notice kind="warning" title={t("resident.exclusions_own")}>
			<p class="lines">{own}</p></Notice>}
		<details class="fold">
			<summary>{t("resident.exclusions_short")}</summary>
			<ExclusionList />
		</details>
	</div>;
}

/** The general list, as the server keeps it. */
export function ExclusionList() {
	const data = useCall("GET /api/till/exclusions", {});
	if (data.error)
		return <ErrorNotice error={data.error} retry={data.reload} />;
	if (!data.value)
		return <Loading />;
	return <ul class="exclusions">
		{data.value.exclusions.map((row) => <li key={row.key}>{text_of(row.key) ?? row.key}</li>)}
	</ul>;
}

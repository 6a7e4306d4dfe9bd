import { call } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { go, type PageProps } from "../../../core/router.tsx";
import { t } from "../../../i18n/index.ts";
import { ErrorNotice, Loading, Page } from "../../../ui/index.ts";
import { guarded } from "../desk.tsx";
import { ShopForm, shop_input, type ShopRow } from "../shop_form.tsx";

export default guarded("shops.edit", function ShopEdit({ params }: PageProps) {
	const shop_id = Number(params.shop_id);
	const data = useCall("GET /api/office/staff-shops/{shop_id}", { shop_id });
	const shop = data.value?.shop;
	return <Page title={shop ? t("staff.shop_edit_title", { name: shop.name }) : t("staff.shop_edit")}>
		{data.error && <ErrorNotice error={data.error} retry={data.reload} />}
		{!shop && data.loading && <Loading />}
		{shop && <ShopForm shop={shop} back={`/staff/shops/${shop_id}`} on_send={async (values) => {
			await call("PUT /api/office/staff-shops/{shop_id}",
				{ shop_id, ...shop_input(values), state: values.state as ShopRow["state"] });
			go(`/staff/shops/${shop_id}`);
		}} />}
	</Page>;
});

import { t } from "../../../i18n/index.ts";
import { Page } from "../../../ui/index.ts";
import { ExclusionList } from "../parts/Shop.tsx";

export default function ExclusionsPage() {
	return <Page title={t("resident.exclusions")} lead={<p>{t("resident.exclusions_text")}</p>}>
		<ExclusionList />
		<p>{t("resident.exclusions_shops")} <a href="/shops">{t("resident.shops_find")}</a></p>
	</Page>;
}

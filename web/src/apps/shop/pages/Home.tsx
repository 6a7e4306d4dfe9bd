import { t } from "../../../i18n/index.ts";
import { Notice, Page } from "../../../ui/index.ts";

export default function Home() {
	return <Page title={t("ui.home")}>
		<Notice title={t("home.sample_title")}><p>{t("home.sample_text")}</p></Notice>
	</Page>;
}

import { t } from "../../i18n/index.ts";
import "./loading.css";

/** Appears only after a moment, so that quick answers do not flicker. */
export function Loading({ text }: { text?: string }) {
	return <p class="loading" role="status">
		<span class="loading__turn" aria-hidden="true" />{text ?? t("ui.loading")}
	</p>;
}

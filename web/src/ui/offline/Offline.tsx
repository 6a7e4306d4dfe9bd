import { online, update } from "../../core/offline.ts";
import { date_time } from "../../core/format.ts";
import { useStore } from "../../core/store.ts";
import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";
import { Notice } from "../notice/Notice.tsx";
import "./offline.css";

/** Above every resident page: no network, or a new version. */
export function OfflineBanner() {
	const is_online = useStore(online);
	const switch_over = useStore(update);
	if (is_online && !switch_over)
		return null;
	return <div class="offline no-print">
		{!is_online && <Notice kind="warning" live title={t("offline.title")} />}
		{switch_over && <Notice title={t("update.title")} live>
			<p><Button small on_click={switch_over}>{t("update.act")}</Button></p>
		</Notice>}
	</div>;
}

/** Beside figures that came from the device: stored_at() of core/api tells when. */
export function StoredAt({ at }: { at: string | undefined }) {
	return at ? <Notice kind="warning" title={t("offline.age", { time: date_time(at) })} /> : null;
}

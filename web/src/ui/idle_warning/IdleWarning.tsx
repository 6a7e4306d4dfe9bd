import { useState } from "preact/hooks";
import { idle_left_s } from "../../core/session.ts";
import { useStore } from "../../core/store.ts";
import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";
import { Dialog } from "../dialog/Dialog.tsx";

/** Two minutes before the session ends: one button keeps it.  What was typed stays anyway. */
export function IdleWarning({ stay }: { stay: () => Promise<unknown> }) {
	const left_s = useStore(idle_left_s);
	const [busy, set_busy] = useState(false);
	async function keep() {
		set_busy(true);
		try {
			await stay();
		} catch {
			// Refused: the call itself led to the sign-in page.  Unreachable: the button stays.
		} finally {
			set_busy(false);
		}
	}
	// Said in steps of half a minute: a count of each second would be read out each second.
	const seconds = left_s === null ? 0 : Math.max(Math.ceil(left_s / 30) * 30, 30);
	return <Dialog open={left_s !== null && left_s > 0} title={t("idle.title")} on_close={() => void keep()}
		foot={<Button kind="primary" busy={busy} focus on_click={() => void keep()}>{t("idle.stay")}</Button>}>
		<p>{t("idle.text", { seconds })}</p>
	</Dialog>;
}

import { t } from "../../i18n/index.ts";
import type { OnceState } from "../../core/once.ts";
import type { RouteName } from "../../core/api.ts";
import { Loading } from "../loading/Loading.tsx";
import { Notice } from "../notice/Notice.tsx";

/**
 * What useOnce() is doing, for the screen of an act: 確認中 while nobody knows the outcome,
 * and a line when the result belongs to an earlier visit.  Never says "failed" in between.
 */
export function Checking<R extends RouteName>({ state }: { state: OnceState<R> }) {
	if (state.step === "sending")
		return <Loading text={t("ui.busy")} />;
	if (state.step === "checking")
		return <Notice kind="warning" live title={t("once.checking")}><p>{t("once.checking_text")}</p></Notice>;
	if (state.step !== "idle" && state.earlier)
		return <Notice live title={t("once.earlier")} />;
	return null;
}

// A PIN that the holder types twice, on a pad that shows dots only.
import type { FieldBinding } from "../../core/form.ts";
import { t } from "../../i18n/index.ts";
import { CodeInput } from "../../ui/index.ts";

export function PinFields({ pin, again }: { pin: FieldBinding<string>; again: FieldBinding<string> }) {
	return <div class="pins" role="group" aria-label={t("staff.pin")}>
		<p>{t("staff.pin_hand")}</p>
		<CodeInput {...pin} label={t("staff.pin")} support={t("staff.pin_support")} digits={6} hidden required />
		<CodeInput {...again} label={t("staff.pin_again")} digits={6} hidden required />
	</div>;
}

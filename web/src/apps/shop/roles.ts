import { t } from "../../i18n/index.ts";
import type { Choice } from "../../ui/index.ts";

/** What an account of a shop may be. */
export function role_choices(): Choice[] {
	return [
		{ value: "clerk", label: t("shop.role_clerk"), note: t("shop.role_clerk_note") },
		{ value: "owner", label: t("shop.role_owner"), note: t("shop.role_owner_note") },
	];
}

import { t } from "../../../i18n/index.ts";
import { LinkButton } from "../../../ui/index.ts";

/** Where one signs in, to come back to this very address. */
export function sign_in_address(back = location.pathname + location.search): string {
	return `/sign-in?back=${encodeURIComponent(back)}`;
}

export function SignInFirst({ text }: { text: string }) {
	return <div class="stack stack--close">
		<p>{text}</p>
		<p><LinkButton kind="primary" href={sign_in_address()}>{t("resident.sign_in")}</LinkButton></p>
	</div>;
}

// What a new member of staff needs to sign in, shown once.
import { t } from "../../i18n/index.ts";
import { QrView } from "../../ui/index.ts";
import { ShownOnce } from "./parts.tsx";

export function FirstAccess({ login, out }: {
	login: string; out: { first_password: string; totp_secret: string; totp_uri: string };
}) {
	return <ShownOnce title={t("staff.hand_over")} rows={[
		{ label: t("staff.login"), value: login },
		{ label: t("staff.first_password"), value: out.first_password },
		{ label: t("staff.totp_secret"), value: out.totp_secret.replace(/(.{4})(?=.)/g, "$1 ") },
	]}>
		<p>{t("staff.first_access_text")}</p>
		<QrView content={out.totp_uri} label={t("staff.totp_qr")} />
	</ShownOnce>;
}

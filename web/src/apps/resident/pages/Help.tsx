import { t } from "../../../i18n/index.ts";
import { Page } from "../../../ui/index.ts";
import { Ways } from "../parts/Ways.tsx";

/** In plain words, in the order in which one meets it. */
export default function Help() {
	return <Page title={t("resident.help")} lead={<p>{t("resident.help_text")}</p>}>
		<section class="stack stack--close">
			<h2>{t("resident.help_start")}</h2>
			<ol>
				<li>{t("resident.help_start_1")}</li>
				<li>{t("resident.help_start_2")}</li>
				<li>{t("resident.help_start_3")}</li>
			</ol>
		</section>
		<section class="stack stack--close">
			<h2>{t("resident.help_pay")}</h2>
			<ol>
				<li>{t("resident.help_pay_1")}</li>
				<li>{t("resident.help_pay_2")}</li>
				<li>{t("resident.help_pay_3")}</li>
				<li>{t("resident.help_pay_4")}</li>
			</ol>
			<p>{t("resident.help_pay_code")}</p>
		</section>
		<section class="stack">
			<h2>{t("resident.help_trouble")}</h2>
			<div class="stack stack--close">
				<h3>{t("resident.help_camera")}</h3>
				<p>{t("resident.help_camera_text")}</p>
			</div>
			<div class="stack stack--close">
				<h3>{t("resident.help_wrong")}</h3>
				<p>{t("resident.help_wrong_text")}</p>
			</div>
			<div class="stack stack--close">
				<h3>{t("resident.help_unsure")}</h3>
				<p>{t("resident.help_unsure_text")}</p>
			</div>
			<div class="stack stack--close">
				<h3>{t("resident.help_lost")}</h3>
				<p>{t("resident.help_lost_text")}</p>
			</div>
			<div class="stack stack--close">
				<h3>{t("resident.help_no_phone")}</h3>
				<p>{t("resident.help_no_phone_text")}</p>
			</div>
		</section>
		<Ways label={t("resident.ways")} items={[
			{ href: "/exclusions", label: t("resident.exclusions") },
			{ href: "/campaigns", label: t("resident.campaigns") },
		]} />
	</Page>;
}

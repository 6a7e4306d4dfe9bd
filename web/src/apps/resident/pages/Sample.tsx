import { Refusal } from "../../../core/api.ts";
import { useCall } from "../../../core/data.ts";
import { date_time } from "../../../core/format.ts";
import { t } from "../../../i18n/index.ts";
import { Button, EmptyState, ErrorNotice, Loading, Notice, Page } from "../../../ui/index.ts";
import { MissingPage } from "../../../ui/page/Broken.tsx";
import "../parts/row_list.css";
import "../parts/shop.css";

/** Mails that a sample installation would have sent; elsewhere there is no such page. */
export default function Sample() {
	const data = useCall("GET /api/people/sample-mailbox", {});
	if (data.error instanceof Refusal && data.error.status === 404)
		return <MissingPage />;
	if (data.error)
		return <ErrorNotice error={data.error} retry={data.reload} />;
	if (!data.value)
		return <Loading />;
	return <Page title={t("resident.sample_title")}
		tools={<Button small on_click={data.reload}>{t("resident.sample_reload")}</Button>}>
		<Notice title={t("resident.sample_text")} />
		{data.value.mails.length === 0 && <EmptyState title={t("resident.sample_empty")} />}
		<ul class="row-list">
			{data.value.mails.map((mail) => <li key={mail.outbox_id} class="stack stack--close">
				<h2>{mail.subject}</h2>
				<p class="quiet">{mail.to} {date_time(mail.written_at)}</p>
				<p class="lines">{mail.text}</p>
			</li>)}
		</ul>
	</Page>;
}

import type { ComponentChildren } from "preact";
import { useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { ErrorNotice, Loading, Notice, Page } from "../../../ui/index.ts";
import { may, me_error, me_load, useMe, type Me, type ShopRight } from "../me.ts";

interface BehindProps {
	title: string;
	lead?: ComponentChildren;
	wide?: boolean;
	tools?: ComponentChildren;
	/** Who may not is told so, and whom to ask. */
	right?: ShopRight;
	children: (account: Me) => ComponentChildren;
}

/** A page behind the sign-in. */
export function Behind({ title, lead, wide, tools, right, children }: BehindProps) {
	const account = useMe();
	const error = useStore(me_error);
	const allowed = account !== null && (right === undefined || may(account, right));
	return <Page title={title} lead={allowed ? lead : undefined} wide={wide} tools={allowed ? tools : undefined}>
		{account === null && (error
			? <ErrorNotice error={error} retry={() => void me_load()} />
			: <Loading />)}
		{account !== null && (allowed
			? children(account)
			: <Notice kind="warning" title={t("shop.no_right")}><p>{t("shop.no_right_text")}</p></Notice>)}
	</Page>;
}

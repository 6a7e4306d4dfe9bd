import type { ComponentChildren } from "preact";
import { t } from "../../i18n/index.ts";
import { error_text } from "../../core/errors.ts";
import { Button } from "../button/Button.tsx";
import "./notice.css";

type Kind = "info" | "success" | "warning" | "error";

interface NoticeProps {
	kind?: Kind;
	title: string;
	children?: ComponentChildren;
	/** Appears after an act: read out by screen readers. */
	live?: boolean;
}

const pictures: Record<Kind, string> = {
	info: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1 5h2v2h-2Zm0 4h2v6h-2Z",
	success: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.5 14.5-4-4 1.4-1.4 2.6 2.6 5.6-5.6 1.4 1.4Z",
	warning: "M12 3 1.5 21h21ZM11 10h2v5h-2Zm0 6.5h2v2h-2Z",
	error: "M8.3 2h7.4L22 8.3v7.4L15.7 22H8.3L2 15.7V8.3ZM11 7h2v6h-2Zm0 8h2v2h-2Z",
};

/** A banner.  The kind is said in words too, never by colour alone. */
export function Notice({ kind = "info", title, children, live }: NoticeProps) {
	const role = live ? (kind === "error" ? "alert" : "status") : undefined;
	return <div class={`notice notice--${kind}`} role={role}>
		<svg class="notice__picture" viewBox="0 0 24 24" aria-hidden="true">
			<path d={pictures[kind]} fill-rule="evenodd" />
		</svg>
		<div class="notice__body">
			<p class="notice__title">
				<span class="hidden-text">{t(`notice.${kind}`)}: </span>{title}
			</p>
			{children}
		</div>
	</div>;
}

/** Whatever a call threw, as a sentence, with a way to try again. */
export function ErrorNotice({ error, retry }: { error: unknown; retry?: () => void }) {
	return <Notice kind="error" live title={error_text(error)}>
		{retry && <p><Button small on_click={retry}>{t("ui.retry")}</Button></p>}
	</Notice>;
}

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../../i18n/index.ts";
import { Button } from "../button/Button.tsx";
import "./dialog.css";

interface DialogProps {
	open: boolean;
	title: string;
	children?: ComponentChildren;
	/** Buttons. */
	foot?: ComponentChildren;
	/** Escape key, or the close button. */
	on_close: () => void;
}

/** A native modal dialog: keeps the focus inside, gives it back when closed. */
export function Dialog({ open, title, children, foot, on_close }: DialogProps) {
	const at = useRef<HTMLDialogElement>(null);
	const title_id = useId();
	useEffect(() => {
		const dialog = at.current;
		if (open && !dialog?.open)
			dialog?.showModal();
		if (!open && dialog?.open)
			dialog.close();
	}, [open]);
	return <dialog ref={at} class="dialog" aria-labelledby={title_id}
		onCancel={(event) => {
			event.preventDefault();
			on_close();
		}}>
		{open && <div class="dialog__inside">
			<h2 id={title_id}>{title}</h2>
			{children}
			<div class="row">{foot ?? <Button on_click={on_close}>{t("ui.close")}</Button>}</div>
		</div>}
	</dialog>;
}

interface ConfirmProps {
	open: boolean;
	title: string;
	/** What will happen and whether it can be undone. */
	children: ComponentChildren;
	/** Text of the button that does it: never only "OK". */
	act: string;
	danger?: boolean;
	busy?: boolean;
	on_act: () => void;
	on_close: () => void;
}

/** Asks before an act.  The focus starts on the safe button. */
export function Confirm({ open, title, children, act, danger, busy, on_act, on_close }: ConfirmProps) {
	return <Dialog open={open} title={title} on_close={on_close} foot={<>
		<Button kind={danger ? "danger" : "primary"} busy={busy} on_click={on_act}>{act}</Button>
		<Button on_click={on_close} focus>{t("ui.cancel")}</Button>
	</>}>{children}</Dialog>;
}

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/index.ts";
import "./button.css";

type Kind = "primary" | "secondary" | "text" | "danger";

export interface ButtonProps {
	children: ComponentChildren;
	/** One primary button a screen. */
	kind?: Kind;
	type?: "button" | "submit";
	/** Works on something: says so, and further clicks do nothing. */
	busy?: boolean;
	disabled?: boolean;
	wide?: boolean;
	small?: boolean;
	/** The one act or way on of a phone's page. */
	big?: boolean;
	on_click?: () => void;
	label?: string;
	describedby?: string;
	expanded?: boolean;
	/** Takes the focus when its dialog opens: the safe choice. */
	focus?: boolean;
}

const classes = ({ kind = "secondary", wide, small, big }:
	Pick<ButtonProps, "kind" | "wide" | "small" | "big">) =>
	`button button--${kind}${wide ? " button--wide" : ""}${small ? " button--small" : ""}${big ? " button--big" : ""}`;

/** An act on this page.  Going somewhere is a LinkButton. */
export function Button(props: ButtonProps) {
	const { type = "button", busy = false } = props;
	const at = useRef<HTMLButtonElement>(null);
	// A dialog that opens puts the focus on the element with this attribute.
	useLayoutEffect(() => {
		at.current?.toggleAttribute("autofocus", props.focus === true);
	}, [props.focus]);
	return <button ref={at} type={type} class={classes(props)}
		aria-disabled={busy || props.disabled || undefined} aria-busy={busy || undefined}
		aria-label={props.label} aria-describedby={props.describedby}
		aria-expanded={props.expanded}
		onClick={(event) => {
			if (busy || props.disabled)
				return event.preventDefault();
			props.on_click?.();
		}}>
		{busy ? t("ui.busy") : props.children}
	</button>;
}

export interface LinkButtonProps {
	children: ComponentChildren;
	href: string;
	kind?: Kind;
	wide?: boolean;
	small?: boolean;
	big?: boolean;
	/** Saved as a file instead of shown. */
	download?: boolean;
	/** Papers open beside the page, which keeps what it shows. */
	new_tab?: boolean;
}

/** A link that looks like a button. */
export function LinkButton(props: LinkButtonProps) {
	return <a class={classes(props)} href={props.href} download={props.download}
		target={props.new_tab ? "_blank" : undefined}
		rel={props.new_tab ? "noopener" : undefined}>{props.children}</a>;
}

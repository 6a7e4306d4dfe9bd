import type { ComponentChildren } from "preact";
import { t } from "../../i18n/index.ts";
import { usePath } from "../../core/router.tsx";
import type { Audience } from "../../core/session.ts";
import { LanguageSwitch } from "../language_switch/LanguageSwitch.tsx";
import { TextSizeSwitch } from "../text_size_switch/TextSizeSwitch.tsx";
import { is_current, type NavItem } from "../tabs/Tabs.tsx";
import "./frame.css";

interface FrameProps {
	audience: Audience;
	/** Name of the municipality. */
	town: string;
	nav?: readonly NavItem[];
	/** Who is signed in, with a way out. */
	account?: ComponentChildren;
	children: ComponentChildren;
	foot?: ComponentChildren;
}

const homes: Record<Audience, string> = { resident: "/", shop: "/shop/", staff: "/staff/" };

/** Header, main and footer of an entry. */
export function Frame({ audience, town, nav = [], account, children, foot }: FrameProps) {
	return <div class={`frame frame--${audience}`}>
		<a class="skip-link" href="#main" onClick={(event) => {
			event.preventDefault();
			document.getElementById("main")?.focus();
		}}>{t("ui.skip")}</a>
		<Header audience={audience} town={town} nav={nav} account={account} />
		<main id="main" tabIndex={-1} class="frame__main">{children}</main>
		<footer class="page-footer">
			<div class="page-footer__inside">
				<p>{town}</p>
				{foot}
			</div>
		</footer>
	</div>;
}

function Header({ audience, town, nav, account }: Required<Pick<FrameProps, "audience" | "town" | "nav">> &
	Pick<FrameProps, "account">) {
	const path = usePath();
	return <header class="page-header">
		<div class="page-header__inside">
			<a class="page-header__name" href={homes[audience]}>
				<span class="page-header__town">{town}</span>
				<span class="page-header__audience">{t(`audience.${audience}`)}</span>
			</a>
			<div class="page-header__tools">
				{account}
				<LanguageSwitch />
				<TextSizeSwitch />
			</div>
		</div>
		{nav.length > 0 && <nav class="page-header__nav" aria-label={`${t(`audience.${audience}`)} ${t("ui.menu")}`}>
			<ul>
				{nav.map((item) => <li key={item.href}>
					<a href={item.href} aria-current={is_current(item, path) ? "page" : undefined}>{item.label}</a>
				</li>)}
			</ul>
		</nav>}
	</header>;
}

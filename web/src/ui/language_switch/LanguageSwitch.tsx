import { useState } from "preact/hooks";
import { language, language_set, languages, t, type Language } from "../../i18n/index.ts";
import "./language_switch.css";

/** A plain select with each language under its own name; what was typed stays. */
export function LanguageSwitch() {
	const [failed, set_failed] = useState(false);
	async function change(wanted: Language) {
		try {
			await language_set(wanted);
			set_failed(false);
		} catch {
			set_failed(true);
		}
	}
	return <span class="language-switch">
		<label class="language-switch__label">
			<svg class="language-switch__picture" viewBox="0 0 24 24" aria-hidden="true">
				<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2c1 0 2.4 2 2.9 5H9.1C9.600 6 11 4 12 4ZM8.200 4.900A14 14 0 0 0 7.100 9H4.600a8 8 0 0 1 3.600-4.100ZM15.800 4.900A8 8 0 0 1 19.400 9h-2.500a14 14 0 0 0-1.100-4.100ZM4.100 11h2.800a22 22 0 0 0 0 2H4.100a8 8 0 0 1 0-2Zm4.800 0h6.200a20 20 0 0 1 0 2H8.900a20 20 0 0 1 0-2Zm8.200 0h2.800a8 8 0 0 1 0 2h-2.800a22 22 0 0 0 0-2ZM4.600 15h2.500a14 14 0 0 0 1.100 4.100A8 8 0 0 1 4.600 15Zm4.500 0h5.800c-.5 3-1.900 5-2.900 5s-2.400-2-2.900-5Zm7.800 0h2.500a8 8 0 0 1-3.600 4.100 14 14 0 0 0 1.100-4.100Z"
					fill-rule="evenodd" />
			</svg>
			<span class="hidden-text">{t("language.label")}</span>
			<select class="language-switch__select" value={language()}
				onChange={(event) => void change(event.currentTarget.value as Language)}>
				{languages.map((row) => <option key={row.code} value={row.code} lang={row.html}>{row.name}</option>)}
			</select>
		</label>
		{failed && <span role="alert">{t("language.failed")}</span>}
	</span>;
}

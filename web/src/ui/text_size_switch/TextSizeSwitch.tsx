import { text_size, text_size_set, text_sizes } from "../../core/text_size.ts";
import { useStore } from "../../core/store.ts";
import { t } from "../../i18n/index.ts";
import "./text_size_switch.css";

/** 標準 / 大 / 特大. */
export function TextSizeSwitch() {
	const now = useStore(text_size);
	return <div class="text-size" role="group" aria-label={t("text_size.label")}>
		<span class="text-size__label" aria-hidden="true">{t("text_size.label")}</span>
		{text_sizes.map((size) => <button key={size} type="button"
			class={`text-size__button text-size__button--${size}`} aria-pressed={now === size}
			onClick={() => text_size_set(size)}>{t(`text_size.${size}`)}</button>)}
	</div>;
}

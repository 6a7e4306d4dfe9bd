import { useEffect } from "preact/hooks";
import { t } from "../../i18n/index.ts";
import { chime, sound_ready, sound_start, sound_unlock, sound_want, sound_wanted } from "../../core/sound.ts";
import { useStore } from "../../core/store.ts";
import { Button } from "../button/Button.tsx";
import "./sound.css";

/** Turns the chime on and off.  Until the first touch the browser stays silent: it says so. */
export function SoundSwitch() {
	const wanted = useStore(sound_wanted);
	const ready = useStore(sound_ready);
	useEffect(() => {
		sound_start();
		const unlock = () => void sound_unlock();
		// Not already when the finger goes down: the text below changes then, and the button
		// that was meant would move away from under the finger.
		document.addEventListener("click", unlock, { once: true });
		return () => document.removeEventListener("click", unlock);
	}, []);
	return <div class="sound">
		<Button small on_click={() => sound_want(!wanted)}>
			{wanted ? t("sound.turn_off") : t("sound.turn_on")}
		</Button>
		{wanted && <Button small kind="text" on_click={async () => {
			await sound_unlock();
			chime("paid");
		}}>{t("sound.try")}</Button>}
		<span role="status" class="quiet">
			{wanted ? (ready ? t("sound.is_on") : t("sound.needs_touch")) : t("sound.is_off")}
		</span>
	</div>;
}

// Short sounds made on the spot.  Browsers allow sound only after a touch: sound_unlock()
// belongs into a click handler.
import { store, kept_get, kept_set } from "./store.ts";

export type Chime = "paid" | "refused" | "found" | "called";
const notes: Record<Chime, [hertz: number, at_s: number, long_s: number][]> = {
	paid: [[784, 0, 0.12], [1047, 0.12, 0.12], [1319, 0.24, 0.3]],
	refused: [[311, 0, 0.2], [233, 0.22, 0.35]],
	found: [[1175, 0, 0.1]],
	called: [[659, 0, 0.4], [523, 0.45, 0.6]],
};

let context: AudioContext | undefined;
/** Wanted by the user of this device; remembered. */
export const sound_wanted = store(true);
/** Whether the browser lets us sound now. */
export const sound_ready = store(false);

export function sound_start(): void {
	sound_wanted.set(kept_get("sound") !== "off");
}

export function sound_want(wanted: boolean): void {
	kept_set("sound", wanted ? "on" : "off");
	sound_wanted.set(wanted);
	if (wanted)
		void sound_unlock();
}

export async function sound_unlock(): Promise<void> {
	try {
		context ??= new AudioContext();
		await context.resume();
		sound_ready.set(context.state === "running");
	} catch {
		sound_ready.set(false);		// a device without sound: text says the same
	}
}

/** Never throws; silent when not wanted or not unlocked. */
export function chime(kind: Chime): void {
	if (!context || context.state !== "running" || !sound_wanted.get())
		return;
	for (const [hertz, at_s, long_s] of notes[kind]) {
		const tone = context.createOscillator();
		const volume = context.createGain();
		const from = context.currentTime + at_s;
		tone.frequency.value = hertz;
		volume.gain.setValueAtTime(0.0001, from);
		volume.gain.exponentialRampToValueAtTime(0.3, from + 0.01);
		volume.gain.exponentialRampToValueAtTime(0.0001, from + long_s);
		tone.connect(volume).connect(context.destination);
		tone.start(from);
		tone.stop(from + long_s + 0.02);
	}
}

export function vibrate(pattern: number | number[]): void {
	navigator.vibrate?.(pattern);
}

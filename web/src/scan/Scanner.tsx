import { useEffect, useRef, useState } from "preact/hooks";
import { chime, sound_unlock, vibrate } from "../core/sound.ts";
import { tidy_code } from "../core/tidy.ts";
import { t } from "../i18n/index.ts";
import { Button } from "../ui/button/Button.tsx";
import { Loading } from "../ui/loading/Loading.tsx";
import { Notice } from "../ui/notice/Notice.tsx";
import { TextField } from "../ui/text_field/TextField.tsx";
import { camera_start, picture_of, type Camera, type CameraFault } from "./camera.ts";
import { decoder_open, type Decoder } from "./decode.ts";
import { useWedge } from "./wedge.ts";
import "./scanner.css";

interface ScannerProps {
	/** Where the code is found: "お店の QR コード". */
	what: string;
	/** A code was read or typed. */
	on_code: (code: string, how: "camera" | "photo" | "typed" | "reader") => void;
	/** Label and example of the number that can be typed instead. */
	typed: { label: string; support?: string };
}

type Step = "asked" | "starting" | "looking" | "found" | CameraFault | "no_code";
const between_ms = 120;

/**
 * Camera, then photo, then typing.  The camera starts only after the button under the
 * explanation; a result is told by sound, vibration and text.
 */
export function Scanner({ what, on_code, typed }: ScannerProps) {
	const [step, set_step] = useState<Step>("asked");
	const video = useRef<HTMLVideoElement>(null);
	const run = useRef<Run | null>(null);

	function found(code: string, how: "camera" | "photo" | "reader") {
		stop();
		chime("found");
		vibrate(100);
		set_step("found");
		on_code(code, how);
	}
	function stop() {
		run.current?.stop();
		run.current = null;
	}
	useWedge((code) => found(code, "reader"));
	useEffect(() => {
		const hidden = () => {
			stop();
			set_step((now) => now === "looking" || now === "starting" ? "asked" : now);
		};
		addEventListener("pagehide", hidden);
		return () => {
			removeEventListener("pagehide", hidden);
			stop();
		};
	}, []);

	async function look() {
		void sound_unlock();
		stop();
		set_step("starting");
		const mine = run.current = run_make();
		try {
			await mine.start(video.current!, () => set_step("looking"), (code) => found(code, "camera"));
		} catch (fault) {
			if (run.current !== mine)
				return;
			stop();
			set_step(typeof fault === "string" ? fault as CameraFault : "failed");
		}
	}

	async function photo(file: File | undefined) {
		if (!file)
			return;
		void sound_unlock();
		stop();
		set_step("starting");
		const code = await photo_read(file).catch(() => null);
		if (code)
			found(code, "photo");
		else
			set_step("no_code");
	}

	const running = step === "starting" || step === "looking";
	return <div class="scanner">
		{step === "asked" && <p>{t("scan.explain", { what })}</p>}
		{(step === "denied" || step === "absent" || step === "failed") &&
			<Notice kind="warning" live title={t(`scan.${step}`)}><p>{t("scan.other_ways")}</p></Notice>}
		{step === "no_code" && <Notice kind="warning" live title={t("scan.no_code")}>
			<p>{t("scan.no_code_text")}</p></Notice>}
		<div class="scanner__view" hidden={!running}>
			{/* A live camera picture has no speech to caption. */}
			{/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
			<video ref={video} class="scanner__video" muted playsInline aria-label={t("scan.picture")} />
			<span class="scanner__frame" aria-hidden="true" />
		</div>
		<p role="status">{step === "looking" ? t("scan.looking", { what }) : step === "found" ? t("scan.found") : ""}</p>
		{step === "starting" && <Loading text={t("scan.starting")} />}
		<div class="row">
			{running
				? <Button on_click={() => {
					stop();
					set_step("asked");
				}}>{t("scan.stop")}</Button>
				: <Button kind="primary" on_click={() => void look()}>{t("scan.start")}</Button>}
			<label class="button button--secondary scanner__photo">
				{t("scan.photo")}
				<input class="scanner__file" type="file" accept="image/*" capture="environment"
					onChange={(event) => {
						void photo(event.currentTarget.files?.[0]);
						event.currentTarget.value = "";
					}} />
			</label>
		</div>
		<Typed {...typed} on_code={(code) => {
			stop();
			on_code(code, "typed");
		}} />
	</div>;
}

/** One use of the camera, from the touch to the result. */
interface Run {
	start(video: HTMLVideoElement, on_picture: () => void, on_code: (code: string) => void): Promise<void>;
	stop(): void;
}

function run_make(): Run {
	let stopped = false;
	let camera: Camera | undefined;
	let decoder: Decoder | undefined;
	function stop() {
		stopped = true;
		camera?.stop();
		decoder?.close();
	}
	async function start(video: HTMLVideoElement, on_picture: () => void, on_code: (code: string) => void) {
		const opening = decoder_open();
		opening.then((opened) => {
			decoder = opened;
			if (stopped)
				opened.close();
		}, () => {});	// a failure is told below, after the camera's
		camera = await camera_start(video);
		if (stopped)
			return camera.stop();
		const reader = await opening;
		on_picture();
		const canvas = document.createElement("canvas");
		for (;;) {
			const picture = picture_of(video, canvas);
			const code = picture && await reader.read(picture);
			if (stopped)
				return;
			if (code)
				return on_code(code);
			await new Promise((resolve) => setTimeout(resolve, between_ms));
		}
	}
	return { start, stop };
}

async function photo_read(file: File): Promise<string | null> {
	const bitmap = await createImageBitmap(file);
	const picture = picture_of(bitmap, document.createElement("canvas"));
	bitmap.close();
	if (!picture)
		return null;
	const copy = () => new ImageData(new Uint8ClampedArray(picture.data), picture.width, picture.height);
	const decoder = await decoder_open();
	try {
		// A reader that failed has made room for the next one: ask that one too.
		return await decoder.read(copy()) ?? await decoder.read(copy());
	} finally {
		decoder.close();
	}
}

function Typed({ label, support, on_code }: { label: string; support?: string; on_code: (code: string) => void }) {
	const [value, set_value] = useState("");
	const [error, set_error] = useState<string>();
	return <form class="scanner__typed" noValidate onSubmit={(event) => {
		event.preventDefault();
		const code = tidy_code(value);
		set_error(code === "" ? t("problem.missing") : undefined);
		if (code !== "")
			on_code(code);
	}}>
		<TextField id="scan-typed" name="code" label={label} support={support} bare error={error}
			inputmode="text" value={value} on_value={set_value} />
		<Button type="submit">{t("scan.use_typed")}</Button>
	</form>;
}

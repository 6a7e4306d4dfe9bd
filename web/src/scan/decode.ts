// Reads a QR code from a picture: the browser's own reader, else zxing in a worker, else
// jsQR in a worker.  A reader that fails is left for the next one.
import jsqr_url from "./scan.jsqr.worker.ts?worker&url";
import zxing_url from "./scan.zxing.worker.ts?worker&url";
import { script_url } from "../core/trusted.ts";

export interface Decoder {
	/** The text of a code, or null when none is seen. */
	read(picture: ImageData): Promise<string | null>;
	/** Which reader works now: "native", "zxing", "jsqr"; for tests and error reports. */
	kind(): string;
	close(): void;
}
interface Reader { kind: string; read(picture: ImageData): Promise<string | null>; close(): void }

interface Detector { detect(picture: ImageData): Promise<{ rawValue: string }[]> }
interface DetectorClass {
	new (options: { formats: string[] }): Detector;
	getSupportedFormats(): Promise<string[]>;
}

async function native_reader(): Promise<Reader> {
	const Detector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
	if (!Detector || !(await Detector.getSupportedFormats()).includes("qr_code"))
		throw new Error("no reader of its own");
	const detector = new Detector({ formats: ["qr_code"] });
	return {
		kind: "native",
		read: async (picture) => (await detector.detect(picture))[0]?.rawValue || null,
		close: () => {},
	};
}

/** A worker that answers each picture with a text, null, or an error. */
async function worker_reader(kind: string, url: string): Promise<Reader> {
	const worker = new Worker(script_url(url), { type: "module" });
	let settle: ((answer: { text: string | null } | Error) => void) | undefined;
	const answer = () => new Promise<string | null>((resolve, reject) => {
		settle = (got) => got instanceof Error ? reject(got) : resolve(got.text);
	});
	worker.addEventListener("message", (event: MessageEvent<{ text: string | null; error?: string }>) =>
		settle?.(event.data.error === undefined ? event.data : new Error(event.data.error)));
	worker.addEventListener("error", () => settle?.(new Error(`${kind} stopped`)));
	const started = answer();
	worker.postMessage("start");
	try {
		await started;
	} catch (error) {
		worker.terminate();
		throw error;
	}
	return {
		kind,
		read(picture) {
			const reading = answer();
			worker.postMessage(picture, [picture.data.buffer]);
			return reading;
		},
		close: () => worker.terminate(),
	};
}

const makers: (() => Promise<Reader>)[] = [
	native_reader,
	() => worker_reader("zxing", zxing_url),
	() => worker_reader("jsqr", jsqr_url),
];

/** Rejects when no reader works at all. */
export async function decoder_open(): Promise<Decoder> {
	let next = 0;
	let reader: Reader | undefined;

	async function advance(): Promise<Reader> {
		let reason: unknown = new Error("no reader");
		while (next < makers.length) {
			try {
				return await makers[next++]!();
			} catch (error) {
				reason = error;
			}
		}
		throw reason;
	}
	reader = await advance();
	return {
		async read(picture) {
			if (!reader)
				throw new Error("no reader");
			try {
				return await reader.read(picture);
			} catch {
				reader.close();
				reader = undefined;
				reader = await advance();
				return null;
			}
		},
		kind: () => reader?.kind ?? "none",
		close() {
			reader?.close();
			reader = undefined;
		},
	};
}

// The camera: started only after a touch, always stopped when the page goes away.

export type CameraFault = "denied" | "absent" | "failed";

export interface Camera { stop(): void }

async function stream_open(): Promise<MediaStream> {
	return navigator.mediaDevices.getUserMedia({
		audio: false,
		video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
	});
}

function fault_of(error: unknown): CameraFault {
	const name = error instanceof DOMException ? error.name : "";
	if (name === "NotAllowedError" || name === "SecurityError")
		return "denied";
	return name === "NotFoundError" || name === "OverconstrainedError" ? "absent" : "failed";
}

/** Shows the camera in the video; throws a CameraFault.  Some phones need a second try. */
export async function camera_start(video: HTMLVideoElement): Promise<Camera> {
	if (!navigator.mediaDevices?.getUserMedia)
		throw "absent" satisfies CameraFault;
	let stream: MediaStream;
	try {
		stream = await stream_open();
	} catch (error) {
		const fault = fault_of(error);
		if (fault !== "failed")
			throw fault;
		stream = await stream_open().catch((second: unknown) => {
			throw fault_of(second);
		});
	}
	const stop = () => {
		removeEventListener("pagehide", stop);
		for (const track of stream.getTracks())
			track.stop();
		video.srcObject = null;
	};
	addEventListener("pagehide", stop);
	video.srcObject = stream;
	try {
		await video.play();
	} catch {
		stop();
		throw "failed" satisfies CameraFault;
	}
	return { stop };
}

const canvas_most_px = 1280;

/** One picture of a video or a photo, not larger than readers need. */
export function picture_of(
	source: HTMLVideoElement | ImageBitmap, canvas: HTMLCanvasElement,
): ImageData | null {
	const [width, height] = source instanceof HTMLVideoElement
		? [source.videoWidth, source.videoHeight] : [source.width, source.height];
	if (!width || !height)
		return null;
	const scale = Math.min(1, canvas_most_px / Math.max(width, height));
	canvas.width = Math.round(width * scale);
	canvas.height = Math.round(height * scale);
	const context = canvas.getContext("2d", { willReadFrequently: true });
	if (!context)
		return null;
	context.drawImage(source, 0, 0, canvas.width, canvas.height);
	return context.getImageData(0, 0, canvas.width, canvas.height);
}

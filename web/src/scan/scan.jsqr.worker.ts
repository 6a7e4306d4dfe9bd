// The net below zxing: plain JavaScript, for browsers where WebAssembly does not start.
import jsQR from "jsqr";

addEventListener("message", (event: MessageEvent<"start" | ImageData>) => {
	try {
		const picture = event.data === "start" ? new ImageData(16, 16) : event.data;
		const code = jsQR(picture.data, picture.width, picture.height,
			{ inversionAttempts: "dontInvert" });
		postMessage({ text: code?.data || null });
	} catch (error) {
		postMessage({ text: null, error: String(error) });
	}
});

// zxing as WebAssembly.  Only the answer that carries this file allows wasm-unsafe-eval;
// the page itself stays without it.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm_url from "zxing-wasm/reader/zxing_reader.wasm?url";

prepareZXingModule({
	overrides: { locateFile: (path: string) => path.endsWith(".wasm") ? wasm_url : path },
});

addEventListener("message", async (event: MessageEvent<"start" | ImageData>) => {
	try {
		const picture = event.data === "start" ? new ImageData(16, 16) : event.data;
		const [code] = await readBarcodes(picture, {
			formats: ["QRCode"], tryHarder: true, tryInvert: false, maxNumberOfSymbols: 1,
		});
		postMessage({ text: code?.isValid ? code.text : null });
	} catch (error) {
		postMessage({ text: null, error: String(error) });
	}
});

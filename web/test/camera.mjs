// A film for Chromium's pretended camera: one QR code on grey, as y4m.
import { writeFileSync } from "node:fs";
import qrcode from "qrcode-generator";

const [width, height, module_px] = [640, 480, 8];

export function film_write(path, content) {
	const code = qrcode(0, "M");
	code.addData(content);
	code.make();
	const count = code.getModuleCount();
	const left = (width - count * module_px) >> 1;
	const top = (height - count * module_px) >> 1;
	const rim = 4 * module_px;
	const luma = Buffer.alloc(width * height, 120);
	for (let y = top - rim; y < top + count * module_px + rim; y++)
		for (let x = left - rim; x < left + count * module_px + rim; x++) {
			const row = Math.floor((y - top) / module_px);
			const column = Math.floor((x - left) / module_px);
			const inside = row >= 0 && column >= 0 && row < count && column < count;
			luma[y * width + x] = inside && code.isDark(row, column) ? 16 : 235;
		}
	const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, Buffer.alloc(width * height / 2, 128)]);
	const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
	writeFileSync(path, Buffer.concat([head, ...Array.from({ length: 5 }, () => frame)]));
}

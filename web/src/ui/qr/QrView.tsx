import qrcode from "qrcode-generator";
import { useMemo } from "preact/hooks";
import "./qr.css";

interface QrViewProps {
	/** What the code holds. */
	content: string;
	/** What it is, in words, for those who do not see it. */
	label: string;
	/** The number below, which can be typed instead. */
	number?: string;
}

/** The dark squares as one path, with the white rim of 4 that readers need. */
export function qr_path(content: string): { size: number; path: string } {
	const code = qrcode(0, "M");
	code.addData(content);
	code.make();
	const count = code.getModuleCount();
	let path = "";
	for (let row = 0; row < count; row++)
		for (let column = 0; column < count; column++)
			if (code.isDark(row, column))
				path += `M${column + 4} ${row + 4}h1v1h-1z`;
	return { size: count + 8, path };
}

/** A QR code, always black on white, with its number as text. */
export function QrView({ content, label, number }: QrViewProps) {
	const { size, path } = useMemo(() => qr_path(content), [content]);
	return <figure class="qr">
		<svg class="qr__code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}
			shape-rendering="crispEdges">
			<rect class="qr__paper" width={size} height={size} />
			<path class="qr__ink" d={path} />
		</svg>
		{number && <figcaption class="qr__number number">{number}</figcaption>}
	</figure>;
}

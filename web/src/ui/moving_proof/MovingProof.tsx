import { useEffect, useState } from "preact/hooks";
import { clock_now_ms } from "../../core/clock.ts";
import { time, yen } from "../../core/format.ts";
import { t } from "../../i18n/index.ts";
import "./moving_proof.css";

interface MovingProofProps {
	amount_yen: number;
	/** The same two digits stand on the shop's screen. */
	digits: string;
	/** When it was paid; the clock below it goes on. */
	paid_at: string;
	shop?: string;
	/** What the screen says; default 支払いが完了しました. */
	title?: string;
	/** Where else the digits stand; default: on the shop's screen. */
	digits_label?: string;
}

/** "Paid": a picture that moves, so that a screenshot is seen to be one. */
export function MovingProof({ amount_yen, digits, paid_at, shop, title, digits_label }: MovingProofProps) {
	const [now, set_now] = useState(clock_now_ms);
	useEffect(() => {
		const timer = setInterval(() => set_now(clock_now_ms()), 1000);
		return () => clearInterval(timer);
	}, []);
	return <div class="proof">
		<svg class="proof__picture" viewBox="0 0 320 64" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
			<path class="proof__wave proof__wave--far"
				d="M-160 40c40 0 40-16 80-16s40 16 80 16 40-16 80-16 40 16 80 16 40-16 80-16 40 16 80 16 40-16 80-16 40 16 80 16v40h-640Z" />
			<path class="proof__wave"
				d="M-160 44c40 0 40 14 80 14s40-14 80-14 40 14 80 14 40-14 80-14 40 14 80 14 40-14 80-14 40 14 80 14 40-14 80-14v40h-640Z" />
			<circle class="proof__sun" cx="0" cy="20" r="12" />
		</svg>
		<p class="proof__title">{title ?? t("proof.paid")}</p>
		{shop && <p class="proof__shop">{shop}</p>}
		<p class="proof__amount number">{yen(amount_yen)}</p>
		<p class="proof__digits-label" id="proof-digits">{digits_label ?? t("proof.digits")}</p>
		<p class="proof__digits number" aria-labelledby="proof-digits">{digits}</p>
		<p>{t("proof.paid_at", { time: time(paid_at, true) })}</p>
		<p class="proof__clock number"><span class="quiet">{t("proof.now")}</span> {time(new Date(now), true)}</p>
	</div>;
}

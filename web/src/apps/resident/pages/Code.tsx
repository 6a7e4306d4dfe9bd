import { useEffect, useRef, useState } from "preact/hooks";
import { Refusal, address_of, call } from "../../../core/api.ts";
import { watch, type LiveState } from "../../../core/live.ts";
import { go } from "../../../core/router.tsx";
import { chime, sound_start, vibrate } from "../../../core/sound.ts";
import { useStore } from "../../../core/store.ts";
import { t } from "../../../i18n/index.ts";
import { ErrorNotice, LinkButton, Loading, Notice, Page, QrView } from "../../../ui/index.ts";
import { paid_remember } from "../paid.ts";
import { SignInFirst } from "../parts/SignInFirst.tsx";
import { left_ms } from "../remaining.ts";
import { who } from "../who.ts";
import "./code.css";

const lives_ms = 60_000;
/** The next code is fetched a little before the shop would be told that this one ended. */
const early_ms = 2000;
/** Events may get lost on their way: the page asks too, more often while there is no stream. */
const ask_every_ms = { asking: 3000, live: 6000 };

/** The resident's own code, which the shop scans; renewed until the page is left. */
export default function Code() {
	const { state } = useStore(who);
	if (state === "asking")
		return <Loading />;
	if (state === "out")
		return <Page title={t("resident.code_show_title")}><SignInFirst text={t("resident.code_sign_in")} /></Page>;
	return <Showing />;
}

interface Shown { code: string; until: number }

function useCode() {
	const [shown, set_shown] = useState<Shown | null>(null);
	const [error, set_error] = useState<unknown>(null);
	const asking = useRef(false);
	async function renew() {
		if (asking.current)
			return;
		asking.current = true;
		const sent = Date.now();
		try {
			const out = await call("POST /api/till/pay-codes", {});
			const left = left_ms(out.expires_at, lives_ms) - (Date.now() - sent) - early_ms;
			set_shown({ code: out.code, until: Date.now() + left });
			set_error(null);
		} catch (fault) {
			set_shown(null);
			set_error(fault);
		} finally {
			asking.current = false;
		}
	}
	return { shown, error, renew };
}

function Showing() {
	const { shown, error, renew } = useCode();
	const [now, set_now] = useState(Date.now());
	const { state, ready } = usePaidWatch();
	const no_person = error instanceof Refusal && error.code === "no_person";
	const over = shown !== null && now >= shown.until;
	useEffect(() => {
		sound_start();
		void renew();
		const timer = setInterval(() => set_now(Date.now()), 500);
		const seen = () => set_now(Date.now());
		document.addEventListener("visibilitychange", seen);
		return () => {
			clearInterval(timer);
			document.removeEventListener("visibilitychange", seen);
		};
	}, []);
	useEffect(() => {
		if (over && !document.hidden)
			void renew();
	}, [over, now]);
	useAwake();

	if (no_person)
		return <Page title={t("resident.no_person_title")} lead={<p>{t("resident.no_person_text")}</p>}>
			<p><LinkButton kind="primary" href="/link">{t("resident.link")}</LinkButton></p>
		</Page>;
	const left_s = shown ? Math.max(Math.ceil((shown.until - now) / 1000), 0) : 0;
	return <Page title={t("resident.code_show_title")} lead={<p>{t("resident.code_show_lead")}</p>}>
		{error !== null && <ErrorNotice error={error} retry={() => void renew()} />}
		{!(shown && ready) && error === null && <Loading />}
		{shown && ready && <div class="own-code">
			<div class={over ? "own-code__picture own-code__picture--over" : "own-code__picture"}>
				<QrView content={shown.code} label={t("resident.code_label")} number={grouped(shown.code)} />
			</div>
			<meter class="own-code__meter" min={0} max={lives_ms / 1000} value={left_s}
				aria-label={t("resident.code_left_label")}>{left_s}</meter>
			<p class="number">{t("resident.code_left", { seconds: left_s })}</p>
		</div>}
		<Notice title={t("resident.code_bright")}><p>{t("resident.code_secret")}</p></Notice>
		{state === "asking" && <p class="quiet">{t("resident.code_asking")}</p>}
		<p><LinkButton href="/">{t("resident.code_end")}</LinkButton></p>
	</Page>;
}

/** "abcdefghij..." in groups of four, to be read aloud. */
function grouped(code: string): string {
	return code.replace(/(.{4})(?=.)/g, "$1 ");
}

/**
 * Follows the purse; when the shop has taken a payment with a code shown here, shows it.
 * ready: the payment before is known, so one with a code shown from now on is a new one.
 */
function usePaidWatch(): { state: LiveState; ready: boolean } {
	const [state, set_state] = useState<LiveState>("asking");
	const [ready, set_ready] = useState(false);
	useEffect(() => {
		let stopped = false;
		let before: number | undefined | null = null;
		let live: LiveState = "asking";
		async function look() {
			const { payment } = await call("GET /api/till/pay-codes/latest-use", {});
			if (before === null)
				before = payment?.payment_id;
			else if (payment && payment.payment_id !== before && !stopped) {
				stopped = true;
				chime("paid");
				vibrate([100, 60, 100]);
				paid_remember({ ...payment, balance_yen: await balance() });
				go(`/paid/${payment.payment_id}`, { replace: true });
			}
		}
		const ask = () => {
			if (!stopped)
				look().catch(() => {})		// no network, no purse: the code itself says so
					.finally(() => set_ready(true));
		};
		ask();
		const stop = watch(address_of("GET /api/till/purse-events", {}), ask, (next) => {
			live = next;
			set_state(next);
		});
		let asked_at = Date.now();
		const timer = setInterval(() => {
			if (document.hidden || Date.now() - asked_at < ask_every_ms[live])
				return;
			asked_at = Date.now();
			ask();
		}, 1000);
		return () => {
			stopped = true;
			stop();
			clearInterval(timer);
		};
	}, []);
	return { state, ready };
}

async function balance(): Promise<number | undefined> {
	return (await call("GET /api/till/purse", {}).catch(() => undefined))?.balance_yen;
}

/** The screen stays on while the code is shown, where the browser can. */
function useAwake() {
	useEffect(() => {
		let lock: WakeLockSentinel | undefined;
		let left = false;
		navigator.wakeLock?.request("screen").then((made) => {
			if (left)
				void made.release();
			lock = made;
		}, () => {});
		return () => {
			left = true;
			void lock?.release();
		};
	}, []);
}

import { online, update } from "../../core/offline.ts";
import { nothing, type Examples } from "../example.ts";
import { OfflineBanner, StoredAt } from "./Offline.tsx";

export const examples: Examples = [
	{ name: "offline and update", alone: true, view: () => {
		online.set(false);
		update.set(nothing);
		return <OfflineBanner />;
	} },
	{ name: "age", view: () => <StoredAt at="2026-11-21T03:04:05Z" /> },
];

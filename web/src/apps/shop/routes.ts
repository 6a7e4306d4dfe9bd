import type { PageRow } from "../../core/router.tsx";

/** Every page of this entry; each is loaded when it is first opened. */
export const rows: readonly PageRow[] = [
	{ path: "/shop/", load: () => import("./pages/Home.tsx") },
];

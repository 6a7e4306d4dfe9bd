import type { PageRow } from "../../core/router.tsx";

/** Every page of this entry; each is loaded when it is first opened. */
export const rows: readonly PageRow[] = [
	{ path: "/", load: () => import("./pages/Home.tsx") },
	{ path: "/sign-in", load: () => import("./pages/SignIn.tsx") },
	{ path: "/pay", load: () => import("./pages/Pay.tsx") },
	{ path: "/pay/{shop_no}", load: () => import("./pages/PayShop.tsx") },
	{ path: "/p/{poster}", load: () => import("./pages/PayShop.tsx") },
	{ path: "/paid/{payment_id}", load: () => import("./pages/Paid.tsx") },
	{ path: "/code", load: () => import("./pages/Code.tsx") },
	{ path: "/link", load: () => import("./pages/Link.tsx") },
	{ path: "/c/{claim_code}", load: () => import("./pages/Link.tsx") },
	{ path: "/purse", load: () => import("./pages/Purse.tsx") },
	{ path: "/purse/history", load: () => import("./pages/History.tsx") },
	{ path: "/shops", load: () => import("./pages/Shops.tsx") },
	{ path: "/campaigns", load: () => import("./pages/Campaigns.tsx") },
	{ path: "/exclusions", load: () => import("./pages/Exclusions.tsx") },
	{ path: "/help", load: () => import("./pages/Help.tsx") },
	{ path: "/proof", load: () => import("./pages/Proof.tsx") },
	{ path: "/settings", load: () => import("./pages/Settings.tsx") },
	{ path: "/sample", load: () => import("./pages/Sample.tsx") },
];

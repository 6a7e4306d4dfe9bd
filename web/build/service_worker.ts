import type { Plugin } from "vite";
export function service_worker(): Plugin {
	return { name: "service-worker" };
}

// Placeholder with one route until `madoctl spec ts` writes this file from the route tables.
export interface Page<T> { rows: T[]; next?: string }

export interface MeOut { name?: string; roles: string[] }

export interface Routes {
	"GET /api/people/me": { in: Record<string, never>; out: MeOut };
}

export const route_info: Record<keyof Routes, {
	once: boolean;
	audience: string;
	out: "json" | "document" | "stream" | "none";
	upload?: string[];
}> = {
	"GET /api/people/me": { once: false, audience: "resident", out: "json" },
};

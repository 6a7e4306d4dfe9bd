// The two reads of GET /api/till/purse with Fastify and the mariadb connector: one process
// a core, prepared statements kept a connection, a serializer made from the schema.
//     node fastify.ts SOCKET CONNECTIONS      and BENCH_* in the environment
import cluster from "node:cluster";
import { readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import Fastify from "fastify";
import { createPool } from "mariadb";

const [path = "", connections = "8"] = process.argv.slice(2);
const processes = Math.min(availableParallelism(), Number(connections));
const { session_sql, purse_sql } = JSON.parse(readFileSync(process.env.BENCH_STATEMENTS_JSON ?? "", "utf8"));

const text = { type: "string" };
const whole = { type: "integer" };
const schema = { response: { 200: { type: "object", properties: {
	balance_yen: whole,
	lots: { type: "array", items: { type: "object", properties: { lot_id: whole, campaign_name: text,
		round_name: text, left_yen: whole, face_yen: whole, use_from_on: text, use_to_on: text,
		is_usable: { type: "boolean" } } } } } } } };

async function serve(): Promise<void> {
	const pool = createPool({ socketPath: process.env.BENCH_SOCKET, user: process.env.BENCH_USER,
		password: process.env.BENCH_PASSWORD, database: "madoguchi",
		connectionLimit: Number(connections) / processes, minimumIdle: Number(connections) / processes,
		dateStrings: true, bigIntAsNumber: true, prepareCacheLength: 256 });
	const app = Fastify({ logger: false });

	app.get("/fastify/purse", { schema }, async (request) => {
		const now = new Date().toISOString().slice(0, 19).replace("T", " ");
		const today = new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10);
		const link = await pool.getConnection();
		try {
			const sid = Buffer.from(String(request.headers["x-sid"]), "hex");
			const [session] = await link.execute(session_sql, [sid, now, now, 1]);
			const lots = await link.execute(purse_sql, [today, today, session.person_id, today]);
			let balance_yen = 0;
			for (const lot of lots) if (lot.is_usable) balance_yen += lot.left_yen;
			return { balance_yen, lots };
		} finally {
			void link.release();
		}
	});
	await app.listen({ path });
}

if (cluster.isPrimary) {
	rmSync(path, { force: true });
	for (let i = 0; i < processes; i++) cluster.fork();
} else {
	await serve();
}

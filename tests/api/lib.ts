// All that the API tests share; the browser tests take from the same folder.
export * from "../lib/client.ts";
export * from "../lib/database.ts";
export * from "../lib/interface.ts";
export * from "../lib/people.ts";
export * from "../lib/payout.ts";
export * from "../lib/statement.ts";
export * from "../lib/world.ts";
export * from "../lib/input.ts";
export * from "../lib/schema.ts";
export * from "../lib/tools.ts";
export * from "../lib/settlement.ts";

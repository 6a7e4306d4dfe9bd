// Prints the sample sign-ins of a running installation, with the codes of this
// half minute:  node systemd/local/sign-ins.mjs http://127.0.0.1:8080
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

const url = process.argv[2];
const catalogue = new URL("../../web/src/i18n/en.json", import.meta.url);

const base32 = (text) => {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
	return Buffer.from(bits.match(/.{8}/g).map((eight) => parseInt(eight, 2)));
};

const code = (secret) => {
	const time = Buffer.alloc(8);
	time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
	const mac = createHmac("sha1", base32(secret)).update(time).digest();
	const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
	return String(number % 1000000).padStart(6, "0");
};

const texts = JSON.parse(readFileSync(catalogue, "utf8"));
const answer = await fetch(`${url}/api/people/sample-sign-ins`);
const body = await answer.json();
const line = (...cells) => console.log(`  ${cells.map((cell, i) =>
	String(cell ?? "").padEnd([9, 8, 18, 20, 7, 0][i])).join(" ").trimEnd()}`);

line("audience", "shop", "name", "password", "code", "");
for (const row of body.rows ?? body.sign_ins ?? body) {
	line(row.audience, row.shop_no, row.login ?? row.mail, row.password,
		row.totp_secret && code(row.totp_secret), texts[row.doc] ?? row.doc);
}

// Writes what madoctl load banks reads: one JSON object a line.
//     node sql/reference/export.mjs build/reference
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const banks = require('zengin-code');
const { holidays } = require('@holiday-jp/holiday_jp');
const folder = process.argv[2];

const lines = (name, rows) =>
  writeFileSync(join(folder, name), rows.map((row) => JSON.stringify(row) + '\n').join(''));

mkdirSync(folder, { recursive: true });
lines('banks', Object.values(banks).map(({ code, name, kana }) => ({ bank_code: code, name, kana })));
lines('branches', Object.values(banks).flatMap((bank) => Object.values(bank.branches)
  .map(({ code, name, kana }) => ({ bank_code: bank.code, branch_code: code, name, kana }))));
lines('holidays', Object.values(holidays).map(({ date, name }) => ({ holiday_on: date, name })));

-- Audit packs: the office asks and takes, jobd makes and removes.
GRANT SELECT, INSERT, UPDATE (job_run_id) ON audit_pack TO 'settlement'@'localhost';
GRANT SELECT, UPDATE (made_at, size_bytes, hash, removed_at) ON audit_pack TO 'jobd'@'localhost';

-- What a pack holds, and no sealed column.
GRANT SELECT ON account_role TO 'jobd'@'localhost';
GRANT SELECT ON role TO 'jobd'@'localhost';
GRANT SELECT ON fund_term TO 'jobd'@'localhost';
GRANT SELECT ON flag_act TO 'jobd'@'localhost';
GRANT SELECT (bank_file_id, pay_on, state, payouts, yen, hash, built_by, built_at, approved_by,
  approved_at, sent_by, sent_at, reconciled_at, dropped_by, dropped_at) ON bank_file
  TO 'jobd'@'localhost';
GRANT SELECT (bank_statement_id, kind, made_on, from_on, to_on, bank_lines, taken_by, taken_at)
  ON bank_statement TO 'jobd'@'localhost';
GRANT SELECT (bank_line_id, bank_statement_id, line_no, account_on, direction, yen, state, kind,
  bank_file_id, payout_id, shop_id, asked_by, asked_at, decided_by, decided_at, note) ON bank_line
  TO 'jobd'@'localhost';
GRANT SELECT (bank_code, branch_code, kind, last_digits, proposed_by, proposed_at, decided_by,
  decided_at, note) ON shop_account TO 'jobd'@'localhost';

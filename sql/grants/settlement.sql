-- Settlement: closings, holds, payouts, bank files, statements, funds.
GRANT SELECT ON data_key TO 'settlement'@'localhost';
GRANT SELECT ON setting TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (status, answer) ON once_key TO 'settlement'@'localhost';
GRANT SELECT, INSERT ON outbox TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (cancel_asked) ON job_run TO 'settlement'@'localhost';
GRANT SELECT, UPDATE (seen_at) ON session TO 'settlement'@'localhost';
GRANT SELECT (account_id, audience, person_id, shop_id, state, is_sample, must_change_password)
  ON account TO 'settlement'@'localhost';
GRANT SELECT ON account_label TO 'settlement'@'localhost';
GRANT SELECT ON account_role TO 'settlement'@'localhost';
GRANT SELECT ON role_right TO 'settlement'@'localhost';
GRANT INSERT ON audit_entry TO 'settlement'@'localhost';
GRANT SELECT ON shop TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT ON bank TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT ON bank_branch TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT ON holiday TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT ON posting TO 'settlement'@'localhost';
GRANT SELECT, INSERT ON entry TO 'settlement'@'localhost';
GRANT SELECT ON campaign TO 'settlement'@'localhost';
GRANT SELECT ON round TO 'settlement'@'localhost';
GRANT SELECT ON payment TO 'settlement'@'localhost';
GRANT SELECT ON payment_use TO 'settlement'@'localhost';
GRANT SELECT ON payment_void TO 'settlement'@'localhost';

-- UPDATE of the gate only locks it.
GRANT SELECT, UPDATE ON settlement_gate TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON payout_cycle TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, shops, payments, yen, decided_by, decided_at, closed_at)
  ON closing TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE (payments, yen, held_yen), DELETE ON closing_shop
  TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE (yen), DELETE ON closing_line
  TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, asked_state, asked_note, asked_by, asked_at, decided_by,
  decided_at) ON hold TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT ON hold_line TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, shop_account_id, bank_file_id, sent_at, ended_at, yen)
  ON payout TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE (yen) ON payout_line TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT SELECT ON drift TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (expected, found, gone_at) ON drift TO 'jobd'@'localhost';
-- Funds.
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, decided_note) ON fund_movement
  TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE ON fund_term TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE ON use_day TO 'jobd'@'localhost';
GRANT SELECT, UPDATE ON use_mark TO 'jobd'@'localhost';
GRANT SELECT ON report_use TO 'settlement'@'localhost';
GRANT SELECT ON report_sale TO 'settlement'@'localhost';
GRANT SELECT ON closing_posting TO 'settlement'@'localhost';
GRANT SELECT ON fund_movement TO 'jobd'@'localhost';
-- A held payment is not taken back: the till asks only whether it is held.
GRANT SELECT (open_payment) ON hold TO 'till'@'localhost';

-- Statements of the bank and their lines, what is reconciled by them.
GRANT SELECT, INSERT ON bank_statement TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, kind, bank_file_id, payout_id, shop_id, decided_by, decided_at,
  note, fee_yen, asked_kind, asked_file_id, asked_payout_id, asked_fee_yen, asked_note, asked_by,
  asked_at)
  ON bank_line TO 'settlement'@'localhost';
GRANT SELECT, UPDATE (state, reconciled_at) ON bank_file TO 'settlement'@'localhost';
GRANT SELECT ON shop_account TO 'settlement'@'localhost';
GRANT SELECT ON shop_contact TO 'settlement'@'localhost';
GRANT SELECT, INSERT ON match_undo TO 'settlement'@'localhost';

-- Mail addresses and bank accounts of shops, payouts, bank files.
GRANT SELECT, INSERT ON shop_contact TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_at, note) ON shop_account
  TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE ON bank_sender TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, approved_by, approved_at, sent_by, sent_at, reconciled_at,
  dropped_by, dropped_at) ON bank_file TO 'settlement'@'localhost';
GRANT SELECT ON bank_line TO 'settlement'@'localhost';

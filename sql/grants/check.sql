-- Checks before shops are paid: jobd looks and writes what it found, people decide.
GRANT SELECT ON check_rule TO 'settlement'@'localhost', 'jobd'@'localhost';
GRANT UPDATE (is_on, yen, count, percent, minutes, editor_account_id, edited_at) ON check_rule
  TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (closing_id, payments, yen, measured, threshold, state, decided_by,
  decided_at, note) ON flag TO 'jobd'@'localhost';
GRANT SELECT, UPDATE (state, decided_by, decided_at, note) ON flag TO 'settlement'@'localhost';
GRANT SELECT, INSERT ON flag_row TO 'jobd'@'localhost';
GRANT SELECT ON flag_row TO 'settlement'@'localhost';
GRANT INSERT ON flag_act TO 'jobd'@'localhost';
GRANT SELECT, INSERT ON flag_act TO 'settlement'@'localhost';
GRANT SELECT, INSERT, UPDATE (ended_at) ON shop_person TO 'settlement'@'localhost';
GRANT SELECT (person_id, erased_at) ON person TO 'settlement'@'localhost';
GRANT SELECT ON purse TO 'settlement'@'localhost';
GRANT SELECT ON shop_person TO 'jobd'@'localhost';
GRANT SELECT (shop_account_id, shop_id, account_hash, state) ON shop_account TO 'jobd'@'localhost';

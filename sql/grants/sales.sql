GRANT SELECT, INSERT ON posting TO 'sales'@'localhost';
GRANT SELECT, INSERT ON entry TO 'sales'@'localhost';
GRANT SELECT, INSERT, UPDATE (name, cap_sets, editor_account_id, edited_at) ON campaign TO 'sales'@'localhost';
GRANT SELECT, INSERT, UPDATE (name, eligibility, allotment, price_yen, face_yen, sets, cap_sets,
  apply_from_on, apply_to_on, sell_from_on, sell_to_on, use_from_on, use_to_on, rolls_over,
  moved_sets, state, editor_account_id, edited_at, publisher_account_id, published_at)
  ON round TO 'sales'@'localhost';
GRANT SELECT, INSERT, UPDATE (left_sets) ON round_stock TO 'sales'@'localhost';
GRANT SELECT, INSERT ON sale TO 'sales'@'localhost';
GRANT SELECT, INSERT ON sale_void TO 'sales'@'localhost';
GRANT SELECT, INSERT ON purse TO 'sales'@'localhost';
GRANT SELECT, INSERT, UPDATE (spent_yen, spent_paid_yen, state, closed_at) ON purse_lot TO 'sales'@'localhost';
GRANT SELECT, INSERT, UPDATE (pin_hash, state, tries_left, use_limit_yen, day_limit_yen, ended_at, end_reason, replaced_by_card_id) ON card TO 'sales'@'localhost';

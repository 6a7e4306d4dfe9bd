GRANT SELECT, INSERT ON posting TO 'till'@'localhost';
GRANT SELECT, INSERT ON entry TO 'till'@'localhost';
GRANT SELECT ON campaign TO 'till'@'localhost';
GRANT SELECT ON round TO 'till'@'localhost';
GRANT SELECT ON purse TO 'till'@'localhost';
GRANT SELECT, UPDATE (spent_yen, spent_paid_yen) ON purse_lot TO 'till'@'localhost';
GRANT SELECT, UPDATE (tries_left, spent_on, spent_yen) ON card TO 'till'@'localhost';

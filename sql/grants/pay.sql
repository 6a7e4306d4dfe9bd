-- Payments: rows are only inserted.
GRANT SELECT, INSERT ON payment TO 'till'@'localhost';
GRANT SELECT, INSERT ON payment_use TO 'till'@'localhost';
GRANT SELECT, INSERT ON payment_void TO 'till'@'localhost';
GRANT SELECT, INSERT, UPDATE ON pay_code TO 'till'@'localhost';
GRANT SELECT ON payment TO 'jobd'@'localhost';
GRANT SELECT ON payment_use TO 'jobd'@'localhost';
GRANT SELECT ON payment_void TO 'jobd'@'localhost';

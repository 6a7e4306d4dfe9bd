GRANT SELECT, INSERT ON posting TO 'jobd'@'localhost';
GRANT SELECT, INSERT ON entry TO 'jobd'@'localhost';
GRANT SELECT ON campaign TO 'jobd'@'localhost';
GRANT SELECT ON round TO 'jobd'@'localhost';
GRANT SELECT ON round_stock TO 'jobd'@'localhost';
GRANT SELECT ON sale TO 'jobd'@'localhost';
GRANT SELECT ON sale_void TO 'jobd'@'localhost';
GRANT SELECT ON purse TO 'jobd'@'localhost';
GRANT SELECT, UPDATE (state, closed_at) ON purse_lot TO 'jobd'@'localhost';

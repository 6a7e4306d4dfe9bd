-- Shops, posters, devices, reference data.
GRANT SELECT, INSERT, UPDATE (shop_no, name, kana, industry, size, area, address, phone, latitude,
  longitude, exclusions, state, photo_upload_id) ON shop TO 'office'@'localhost';
GRANT SELECT, INSERT ON poster TO 'office'@'localhost';
GRANT SELECT, INSERT ON poster_revocation TO 'office'@'localhost';
GRANT SELECT, INSERT, UPDATE (removed_at) ON terminal TO 'office'@'localhost';
GRANT SELECT, INSERT, UPDATE (content) ON upload TO 'office'@'localhost';
GRANT SELECT ON bank TO 'office'@'localhost';
GRANT SELECT ON bank_branch TO 'office'@'localhost';
GRANT SELECT ON holiday TO 'office'@'localhost';
GRANT SELECT ON shop TO 'till'@'localhost', 'sales'@'localhost', 'people'@'localhost';
GRANT SELECT ON poster TO 'till'@'localhost';
GRANT SELECT ON poster_revocation TO 'till'@'localhost';
GRANT SELECT ON terminal TO 'till'@'localhost', 'people'@'localhost';

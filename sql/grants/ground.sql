-- The tables of the ground floor, for every program.
GRANT SELECT ON data_key TO 'people'@'localhost', 'sales'@'localhost', 'till'@'localhost',
  'office'@'localhost', 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE (status, answer) ON once_key TO 'people'@'localhost',
  'sales'@'localhost', 'till'@'localhost', 'office'@'localhost';
GRANT SELECT, DELETE ON once_key TO 'jobd'@'localhost';
GRANT SELECT, INSERT ON outbox TO 'people'@'localhost', 'sales'@'localhost',
  'till'@'localhost', 'office'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE (cancel_asked) ON job_run TO 'people'@'localhost',
  'sales'@'localhost', 'till'@'localhost', 'office'@'localhost';
GRANT SELECT, INSERT, UPDATE, DELETE ON job_run TO 'jobd'@'localhost';
GRANT SELECT ON setting TO 'people'@'localhost', 'sales'@'localhost', 'till'@'localhost',
  'office'@'localhost', 'jobd'@'localhost';

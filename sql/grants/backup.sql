-- The account of the backups reads no row of anybody: what a manifest tells, and no more.
-- That it may copy the whole database is in its rights on the server (docs/operations.md).
GRANT SELECT ON migration TO 'backup'@'localhost';

-- Audit packs that the office makes on its page: who asked for which instant, and what came of it.

CREATE TABLE audit_pack (
	audit_pack_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A pack that was asked for',
	pack_at DATETIME(3) NOT NULL COMMENT 'UTC; the instant it is of',
	job_run_id BIGINT NULL COMMENT 'Run of pack.make that makes it',
	asked_by BIGINT NOT NULL COMMENT 'Account',
	asked_at DATETIME(3) NOT NULL COMMENT 'UTC',
	made_at DATETIME(3) NULL COMMENT 'UTC; the file was there',
	size_bytes BIGINT NULL COMMENT 'Of the ZIP file',
	hash BINARY(32) NULL COMMENT 'SHA-256 of the ZIP file',
	removed_at DATETIME(3) NULL COMMENT 'UTC; the file is no longer there; the row stays',
	PRIMARY KEY (audit_pack_id),
	KEY audit_pack_made (removed_at, made_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Audit packs made by a button';

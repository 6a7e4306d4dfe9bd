-- The rules of the checks with the thresholds they begin with, and what
-- happened to a finding.

CREATE TABLE flag_act (
	flag_act_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Something that happened to a finding',
	flag_id BIGINT NOT NULL COMMENT 'Finding',
	act VARCHAR(10) NOT NULL COMMENT 'found; grown: found again, twice as large after it was decided; held; cleared',
	account_id BIGINT NOT NULL COMMENT 'Account; 0: a job',
	note VARCHAR(200) NULL COMMENT 'In the words of the office; no names of residents',
	happened_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (flag_act_id),
	KEY flag_act_of (flag_id, flag_act_id),
	CONSTRAINT flag_act_flag FOREIGN KEY (flag_id) REFERENCES flag (flag_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='History of the findings';

-- A list of rows needs one number that names a row.
ALTER TABLE flag_row ADD COLUMN flag_row_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Names the row in lists' FIRST,
	ADD UNIQUE KEY flag_row_number (flag_row_id);

INSERT INTO check_rule (code, yen, count, percent, minutes, editor_account_id, edited_at) VALUES
	('one_person', 50000, 0, 85, 0, 0, UTC_TIMESTAMP(3)),
	('own_shop', 1000, 0, 0, 0, 0, UTC_TIMESTAMP(3)),
	('ring', 20000, 0, 0, 0, 0, UTC_TIMESTAMP(3)),
	('few_people', 150000, 3, 70, 0, 0, UTC_TIMESTAMP(3)),
	('single_large', 60000, 0, 0, 0, 0, UTC_TIMESTAMP(3)),
	('night', 2000, 6, 0, 15, 0, UTC_TIMESTAMP(3)),
	('after_sale', 30000, 0, 90, 60, 0, UTC_TIMESTAMP(3)),
	('many_purses', 10000, 5, 0, 15, 0, UTC_TIMESTAMP(3)),
	('speed', 0, 120, 0, 30, 0, UTC_TIMESTAMP(3)),
	('round_amount', 3000, 6, 0, 0, 0, UTC_TIMESTAMP(3)),
	('one_account', 0, 2, 0, 0, 0, UTC_TIMESTAMP(3));

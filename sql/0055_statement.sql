-- Lines of the bank: what a first person says a line is, until a second one confirms it.

ALTER TABLE bank_line
	MODIFY line_hash BINARY(32) NOT NULL
	    COMMENT 'Keyed hash of account and line, and which of equal ones: the same line in two files',
	MODIFY text_sealed VARBINARY(1000) NOT NULL COMMENT 'Names and remarks, as JSON, sealed under the key "shop"',
	MODIFY kind VARCHAR(10) NULL COMMENT 'What it is: debit, return, deposit, fee, other',
	MODIFY payout_id BIGINT NULL COMMENT 'Payout it paid, or that came back',
	ADD COLUMN asked_kind VARCHAR(10) NULL COMMENT 'debit or return: what a first person says it is',
	ADD COLUMN asked_file_id BIGINT NULL COMMENT 'File whose debit it is said to be',
	ADD COLUMN asked_payout_id BIGINT NULL COMMENT 'Payout it is said to have paid, or brought back',
	ADD COLUMN asked_note VARCHAR(200) NULL COMMENT 'Why',
	ADD COLUMN asked_by BIGINT NULL COMMENT 'Account',
	ADD COLUMN asked_at DATETIME(3) NULL COMMENT 'UTC',
	ADD KEY bank_line_day (account_on, bank_line_id),
	ADD KEY bank_line_payout (payout_id),
	ADD KEY bank_line_file (bank_file_id);

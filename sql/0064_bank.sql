-- Lines of the bank: what a line was taken for can be taken back by two people, and a
-- transfer may come back less a fee of the bank, which the municipality makes good.

ALTER TABLE entry DROP CONSTRAINT entry_chart;
ALTER TABLE entry ADD CONSTRAINT entry_chart CHECK (chart BETWEEN 1 AND 12);
ALTER TABLE entry MODIFY chart TINYINT NOT NULL
	COMMENT '1 cash, 2 premium, 3 purse, 4 payable, 5 expired, 6 due, 7 bank in, 8 held, 9 refused, 10 paid out, 11 handed back, 12 fee';
ALTER TABLE fund_movement MODIFY kind VARCHAR(16) NOT NULL
	COMMENT 'cash_in: proceeds put in; premium_in: given by the municipality; fee_in: fees of the bank made good; unused_out, premium_out, refused_out: handed back';

ALTER TABLE bank_line
	MODIFY asked_kind VARCHAR(10) NULL COMMENT 'debit or return: what a first person says it is; undo: what it was taken for is to be taken back',
	ADD COLUMN fee_yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Of a return: what the bank kept of it',
	ADD COLUMN asked_fee_yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Of a return that is asked for: what the bank is said to have kept',
	ADD CONSTRAINT bank_line_fee CHECK (fee_yen >= 0 AND asked_fee_yen >= 0);

CREATE TABLE match_undo (
	match_undo_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A match of a line of the bank that was taken back',
	bank_line_id BIGINT NOT NULL COMMENT 'Line',
	kind VARCHAR(10) NOT NULL COMMENT 'What it had been taken for: debit, return',
	bank_file_id BIGINT NULL COMMENT 'File whose debit it had been taken for',
	payout_id BIGINT NULL COMMENT 'Payout it had paid, or brought back',
	fee_yen BIGINT NOT NULL COMMENT 'What the bank had kept of it',
	note VARCHAR(200) NOT NULL COMMENT 'Why',
	asked_by BIGINT NOT NULL COMMENT 'First account',
	undone_by BIGINT NOT NULL COMMENT 'Second account',
	undone_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (match_undo_id),
	KEY match_undo_line (bank_line_id, match_undo_id),
	KEY match_undo_payout (payout_id, match_undo_id),
	CONSTRAINT match_undo_of FOREIGN KEY (bank_line_id) REFERENCES bank_line (bank_line_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Matches that were taken back; rows are only inserted';

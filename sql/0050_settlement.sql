-- Settlement: closings, holds, payouts, bank files, statements of the bank,
-- checks, funds.  Money moves in the ledger only; these rows say why.

ALTER TABLE entry DROP CONSTRAINT entry_chart;
ALTER TABLE entry ADD CONSTRAINT entry_chart CHECK (chart BETWEEN 1 AND 11);
ALTER TABLE entry MODIFY chart TINYINT NOT NULL
	COMMENT '1 cash, 2 premium, 3 purse, 4 payable, 5 expired, 6 due, 7 bank in, 8 held, 9 refused, 10 paid out, 11 handed back';
ALTER TABLE posting MODIFY kind VARCHAR(20) NOT NULL
	COMMENT 'The act: sale, payment, expiry, closing, hold, payout, ...: ledger/posting.h';
ALTER TABLE posting MODIFY ref_id BIGINT NOT NULL COMMENT 'Row of the act, by kind: ledger/posting.h';

-- One row: acts that decide what a closing takes, or what a payout pays, take turns on it.
CREATE TABLE settlement_gate (
	settlement_gate_id TINYINT NOT NULL COMMENT 'Always 1',
	PRIMARY KEY (settlement_gate_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Locked by closings and holds';
INSERT INTO settlement_gate (settlement_gate_id) VALUES (1);

CREATE TABLE payout_cycle (
	payout_cycle_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'One closing a month and its payout',
	close_day TINYINT NOT NULL COMMENT 'Last day of the period, 1 to 31; 31: the last day of any month',
	pay_months_later TINYINT NOT NULL COMMENT 'Payout in the month of the closing (0) or so many later',
	pay_day TINYINT NOT NULL COMMENT 'Day of the payout, 1 to 31; 31: the last day of any month',
	shift VARCHAR(8) NOT NULL COMMENT 'next or previous business day when banks are closed',
	editor_account_id BIGINT NOT NULL COMMENT 'Account that wrote it last; 0: came with the product',
	edited_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (payout_cycle_id),
	UNIQUE KEY payout_cycle_day (close_day),
	CONSTRAINT payout_cycle_days CHECK (close_day BETWEEN 1 AND 31 AND pay_day BETWEEN 1 AND 31
	    AND pay_months_later BETWEEN 0 AND 2)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='When periods close and when they are paid';
INSERT INTO payout_cycle (close_day, pay_months_later, pay_day, shift, editor_account_id, edited_at)
	VALUES (15, 0, 31, 'previous', 0, UTC_TIMESTAMP(3)), (31, 1, 15, 'previous', 0, UTC_TIMESTAMP(3));

CREATE TABLE closing (
	closing_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A period that is closed, or being closed',
	from_on DATE NOT NULL COMMENT 'First Tokyo day of the period',
	to_on DATE NOT NULL COMMENT 'Last Tokyo day of the period',
	upto_at DATETIME(3) NOT NULL COMMENT 'UTC; the last instant of to_on: what was posted by then is taken',
	pay_on DATE NOT NULL COMMENT 'Business day of the payout',
	state VARCHAR(10) NOT NULL COMMENT 'building; ready: may be looked at; posting; closed; cancelled',
	shops BIGINT NOT NULL DEFAULT 0 COMMENT 'Shops with an amount',
	payments BIGINT NOT NULL DEFAULT 0 COMMENT 'Payments of the period that stand',
	yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Sum of all shops',
	asked_by BIGINT NOT NULL COMMENT 'Account that asked for it',
	asked_at DATETIME(3) NOT NULL COMMENT 'UTC',
	decided_by BIGINT NULL COMMENT 'Second account: closed or cancelled it',
	decided_at DATETIME(3) NULL COMMENT 'UTC',
	closed_at DATETIME(3) NULL COMMENT 'UTC; when its postings were made',
	open_gate TINYINT AS (IF(state IN ('building', 'ready', 'posting'), 1, NULL)) PERSISTENT
	    COMMENT 'One closing at a time',
	closed_to DATE AS (IF(state = 'cancelled', NULL, to_on)) PERSISTENT COMMENT 'A period closes once',
	PRIMARY KEY (closing_id),
	UNIQUE KEY closing_open (open_gate),
	UNIQUE KEY closing_period (closed_to)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Closings';

CREATE TABLE closing_shop (
	closing_shop_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A shop of a closing',
	closing_id BIGINT NOT NULL COMMENT 'Closing',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	payments BIGINT NOT NULL COMMENT 'Payments of the period that stand, also those held',
	yen BIGINT NOT NULL COMMENT 'What becomes due',
	held_yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Of the period and held when it closes',
	PRIMARY KEY (closing_shop_id),
	UNIQUE KEY closing_shop (closing_id, shop_id),
	KEY closing_of_shop (shop_id, closing_id),
	CONSTRAINT closing_shop_of FOREIGN KEY (closing_id) REFERENCES closing (closing_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Amounts of a closing by shop';

CREATE TABLE closing_line (
	closing_shop_id BIGINT NOT NULL COMMENT 'Shop of the closing',
	round_id BIGINT NOT NULL COMMENT 'Round of the vouchers',
	part TINYINT NOT NULL COMMENT '1 paid by the buyer, 2 premium',
	yen BIGINT NOT NULL COMMENT 'Amount',
	PRIMARY KEY (closing_shop_id, round_id, part),
	CONSTRAINT closing_line_of FOREIGN KEY (closing_shop_id) REFERENCES closing_shop (closing_shop_id),
	CONSTRAINT closing_line_yen CHECK (yen >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Amounts of a closing by round and part';

CREATE TABLE hold (
	hold_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Something that is not paid for now',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	payment_id BIGINT NULL COMMENT 'Payment; NULL: the shop''s payouts as a whole',
	reason VARCHAR(20) NOT NULL COMMENT 'irregular, inquiry, shop_asked, bank_line, returned',
	note VARCHAR(200) NOT NULL COMMENT 'In the words of the office; no names of residents',
	flag_id BIGINT NULL COMMENT 'Flag that led to it',
	state VARCHAR(10) NOT NULL COMMENT 'held, released, refused',
	yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Of a payment: what is held',
	paid_at DATETIME(3) NULL COMMENT 'UTC; of a payment: when it was made',
	held_by BIGINT NOT NULL COMMENT 'Account; 0: a job',
	held_at DATETIME(3) NOT NULL COMMENT 'UTC',
	asked_state VARCHAR(10) NULL COMMENT 'released or refused: asked for by a first person',
	asked_note VARCHAR(200) NULL COMMENT 'Why',
	asked_by BIGINT NULL COMMENT 'Account',
	asked_at DATETIME(3) NULL COMMENT 'UTC',
	decided_by BIGINT NULL COMMENT 'Second account',
	decided_at DATETIME(3) NULL COMMENT 'UTC',
	open_payment BIGINT AS (IF(state = 'released', NULL, payment_id)) PERSISTENT
	    COMMENT 'A payment is held once at a time',
	PRIMARY KEY (hold_id),
	UNIQUE KEY hold_payment (open_payment),
	KEY hold_shop (shop_id, state, held_at),
	KEY hold_state (state, hold_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What is not paid out for now, and why';

CREATE TABLE hold_line (
	hold_id BIGINT NOT NULL COMMENT 'Hold of a payment',
	round_id BIGINT NOT NULL COMMENT 'Round',
	part TINYINT NOT NULL COMMENT '1 paid by the buyer, 2 premium',
	yen BIGINT NOT NULL COMMENT 'Amount',
	PRIMARY KEY (hold_id, round_id, part),
	CONSTRAINT hold_line_of FOREIGN KEY (hold_id) REFERENCES hold (hold_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What a held payment consists of';

CREATE TABLE shop_contact (
	shop_contact_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A mail address of a shop, one after the other',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	seal_code CHAR(26) NOT NULL COMMENT 'Random; what the seal is bound to',
	mail_sealed VARBINARY(400) NOT NULL COMMENT 'Address, sealed under the key "shop"',
	made_by BIGINT NOT NULL COMMENT 'Account',
	made_at DATETIME(3) NOT NULL COMMENT 'UTC; from here on',
	PRIMARY KEY (shop_contact_id),
	KEY shop_contact_shop (shop_id, shop_contact_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Where a shop gets its mails; older rows stay';

CREATE TABLE shop_account (
	shop_account_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A bank account of a shop',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	bank_code CHAR(4) NOT NULL COMMENT '金融機関コード',
	branch_code CHAR(3) NOT NULL COMMENT '支店コード',
	kind TINYINT NOT NULL COMMENT '預金種目: 1 普通, 2 当座, 4 貯蓄, 9 その他',
	seal_code CHAR(26) NOT NULL COMMENT 'Random; what the seals are bound to',
	number_sealed VARBINARY(100) NOT NULL COMMENT 'Seven digits, sealed under the key "shop"',
	holder_sealed VARBINARY(300) NOT NULL COMMENT 'Holder as the bank writes it, in Zengin characters, sealed',
	account_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of bank, branch, kind and number: finds one account of several shops',
	last_digits CHAR(3) NOT NULL COMMENT 'The last three digits, for people',
	state VARCHAR(10) NOT NULL COMMENT 'proposed, confirmed, refused, replaced',
	proposed_by BIGINT NOT NULL COMMENT 'Account, of the shop or the office',
	proposed_at DATETIME(3) NOT NULL COMMENT 'UTC',
	decided_by BIGINT NULL COMMENT 'Second account, of the office',
	decided_at DATETIME(3) NULL COMMENT 'UTC',
	note VARCHAR(200) NULL COMMENT 'Why it was refused',
	proposed_shop BIGINT AS (IF(state = 'proposed', shop_id, NULL)) PERSISTENT COMMENT 'One proposal at a time',
	confirmed_shop BIGINT AS (IF(state = 'confirmed', shop_id, NULL)) PERSISTENT COMMENT 'One account at a time',
	PRIMARY KEY (shop_account_id),
	UNIQUE KEY shop_account_proposed (proposed_shop),
	UNIQUE KEY shop_account_confirmed (confirmed_shop),
	KEY shop_account_shop (shop_id, shop_account_id),
	KEY shop_account_hash (account_hash, state),
	KEY shop_account_state (state, shop_account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Where shops are paid';

CREATE TABLE bank_file (
	bank_file_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A file of transfers for the bank',
	pay_on DATE NOT NULL COMMENT 'Business day the bank shall pay',
	state VARCHAR(10) NOT NULL COMMENT 'built, approved, sent, reconciled, dropped',
	payouts BIGINT NOT NULL COMMENT 'Transfers',
	yen BIGINT NOT NULL COMMENT 'Their sum',
	hash BINARY(32) NOT NULL COMMENT 'BLAKE2b-256 of its bytes',
	seal_code CHAR(26) NOT NULL COMMENT 'Random; what the seal is bound to',
	content LONGBLOB NOT NULL COMMENT 'Its bytes, sealed under the key "shop"',
	built_by BIGINT NOT NULL COMMENT 'Account',
	built_at DATETIME(3) NOT NULL COMMENT 'UTC',
	approved_by BIGINT NULL COMMENT 'Second account',
	approved_at DATETIME(3) NULL COMMENT 'UTC',
	sent_by BIGINT NULL COMMENT 'Account that says it handed it to the bank',
	sent_at DATETIME(3) NULL COMMENT 'UTC',
	reconciled_at DATETIME(3) NULL COMMENT 'UTC; the bank''s statement showed the debit',
	dropped_by BIGINT NULL COMMENT 'Account',
	dropped_at DATETIME(3) NULL COMMENT 'UTC',
	PRIMARY KEY (bank_file_id),
	KEY bank_file_state (state, bank_file_id),
	KEY bank_file_hash (hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Files of transfers; none is sent twice';

CREATE TABLE payout (
	payout_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'What a shop is paid',
	closing_shop_id BIGINT NOT NULL COMMENT 'Shop of the closing it comes from',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	yen BIGINT NOT NULL COMMENT 'Amount',
	pay_on DATE NOT NULL COMMENT 'Business day it is meant for',
	state VARCHAR(10) NOT NULL COMMENT 'due, in_file, sent, paid, returned',
	shop_account_id BIGINT NULL COMMENT 'Account it goes to, once in a file',
	bank_file_id BIGINT NULL COMMENT 'File it is in',
	again_of BIGINT NULL COMMENT 'Returned payout this one replaces',
	made_at DATETIME(3) NOT NULL COMMENT 'UTC',
	sent_at DATETIME(3) NULL COMMENT 'UTC',
	ended_at DATETIME(3) NULL COMMENT 'UTC; paid or returned',
	PRIMARY KEY (payout_id),
	UNIQUE KEY payout_again (again_of),
	KEY payout_closing (closing_shop_id),
	KEY payout_shop (shop_id, payout_id),
	KEY payout_state (state, pay_on, payout_id),
	KEY payout_file (bank_file_id, payout_id),
	CONSTRAINT payout_closing_shop FOREIGN KEY (closing_shop_id) REFERENCES closing_shop (closing_shop_id),
	CONSTRAINT payout_account FOREIGN KEY (shop_account_id) REFERENCES shop_account (shop_account_id),
	CONSTRAINT payout_in_file FOREIGN KEY (bank_file_id) REFERENCES bank_file (bank_file_id),
	CONSTRAINT payout_yen CHECK (yen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Payouts to shops';

CREATE TABLE payout_line (
	payout_id BIGINT NOT NULL COMMENT 'Payout',
	round_id BIGINT NOT NULL COMMENT 'Round',
	part TINYINT NOT NULL COMMENT '1 paid by the buyer, 2 premium',
	yen BIGINT NOT NULL COMMENT 'Amount',
	PRIMARY KEY (payout_id, round_id, part),
	CONSTRAINT payout_line_of FOREIGN KEY (payout_id) REFERENCES payout (payout_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='A payout by round and part';

CREATE TABLE bank_statement (
	bank_statement_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A file of the bank that was taken in',
	kind CHAR(2) NOT NULL COMMENT '03 入出金取引明細, 01 振込入金通知',
	hash BINARY(32) NOT NULL COMMENT 'BLAKE2b-256 of its bytes',
	made_on DATE NOT NULL COMMENT 'Day the bank made it',
	from_on DATE NOT NULL COMMENT 'First day it tells of',
	to_on DATE NOT NULL COMMENT 'Last day it tells of',
	bank_lines BIGINT NOT NULL COMMENT 'Lines in it',
	seal_code CHAR(26) NOT NULL COMMENT 'Random; what the seal is bound to',
	content LONGBLOB NOT NULL COMMENT 'Its bytes, sealed under the key "shop"',
	taken_by BIGINT NOT NULL COMMENT 'Account',
	taken_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (bank_statement_id),
	UNIQUE KEY bank_statement_hash (hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Statements of the bank; the same file is taken in once';

CREATE TABLE bank_line (
	bank_line_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A line of the bank',
	bank_statement_id BIGINT NOT NULL COMMENT 'Statement',
	line_no BIGINT NOT NULL COMMENT 'Record of the file, from 1',
	account_on DATE NOT NULL COMMENT '勘定日',
	direction VARCHAR(3) NOT NULL COMMENT 'in or out',
	yen BIGINT NOT NULL COMMENT 'Amount',
	line_hash BINARY(32) NOT NULL COMMENT 'Hash of account, day, inquiry number and amount: the same line in two files',
	text_sealed VARBINARY(600) NOT NULL COMMENT 'Names and remarks, as JSON, sealed under the key "shop"',
	state VARCHAR(10) NOT NULL COMMENT 'matched, open, explained, repeated',
	kind VARCHAR(10) NULL COMMENT 'What it is: debit, return, deposit, other',
	bank_file_id BIGINT NULL COMMENT 'File whose debit it is',
	payout_id BIGINT NULL COMMENT 'Payout that came back',
	shop_id BIGINT NULL COMMENT 'Shop it seems to be about',
	decided_by BIGINT NULL COMMENT 'Account that explained an open line; 0: matched by the program',
	decided_at DATETIME(3) NULL COMMENT 'UTC',
	note VARCHAR(200) NULL COMMENT 'How it was explained',
	PRIMARY KEY (bank_line_id),
	UNIQUE KEY bank_line_of (bank_statement_id, line_no),
	KEY bank_line_hash (line_hash),
	KEY bank_line_state (state, bank_line_id),
	KEY bank_line_shop (shop_id, state),
	CONSTRAINT bank_line_statement FOREIGN KEY (bank_statement_id) REFERENCES bank_statement (bank_statement_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Lines of the bank';

CREATE TABLE check_rule (
	check_rule_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A rule that looks at payments before they are paid out',
	code VARCHAR(20) NOT NULL COMMENT 'Which rule: voucher/fraud.h',
	is_on TINYINT(1) NOT NULL DEFAULT 1 COMMENT '1: looks',
	yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Threshold in yen, where the rule has one',
	count BIGINT NOT NULL DEFAULT 0 COMMENT 'Threshold as a count',
	percent BIGINT NOT NULL DEFAULT 0 COMMENT 'Threshold in percent',
	minutes BIGINT NOT NULL DEFAULT 0 COMMENT 'Threshold in minutes',
	editor_account_id BIGINT NOT NULL COMMENT 'Account that wrote it last; 0: came with the product',
	edited_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (check_rule_id),
	UNIQUE KEY check_rule_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Rules of the checks and their thresholds';

CREATE TABLE flag (
	flag_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Something a rule found',
	code VARCHAR(20) NOT NULL COMMENT 'Rule',
	closing_id BIGINT NULL COMMENT 'Closing it was looked at for',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	purse_id BIGINT NOT NULL DEFAULT 0 COMMENT 'Purse, when it is about one',
	found_key VARCHAR(80) NOT NULL COMMENT 'The same finding is written once',
	payments BIGINT NOT NULL COMMENT 'Payments it is about',
	yen BIGINT NOT NULL COMMENT 'Their sum',
	measured BIGINT NOT NULL COMMENT 'What was measured, in the unit of the threshold',
	threshold BIGINT NOT NULL COMMENT 'The threshold then',
	state VARCHAR(10) NOT NULL COMMENT 'open, held, cleared',
	decided_by BIGINT NULL COMMENT 'Account',
	decided_at DATETIME(3) NULL COMMENT 'UTC',
	note VARCHAR(200) NULL COMMENT 'Why it was cleared or held',
	found_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (flag_id),
	UNIQUE KEY flag_found (code, found_key),
	KEY flag_state (state, flag_id),
	KEY flag_shop (shop_id, flag_id),
	KEY flag_closing (closing_id, state)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Findings of the checks';

CREATE TABLE flag_row (
	flag_id BIGINT NOT NULL COMMENT 'Finding',
	payment_id BIGINT NOT NULL COMMENT 'Payment it is about',
	PRIMARY KEY (flag_id, payment_id),
	KEY flag_row_payment (payment_id),
	CONSTRAINT flag_row_of FOREIGN KEY (flag_id) REFERENCES flag (flag_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='The payments behind a finding';

CREATE TABLE shop_person (
	shop_person_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A person who belongs to a shop',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	person_id BIGINT NOT NULL COMMENT 'Person',
	relation VARCHAR(10) NOT NULL COMMENT 'owner, clerk or family',
	made_by BIGINT NOT NULL COMMENT 'Account',
	made_at DATETIME(3) NOT NULL COMMENT 'UTC',
	ended_at DATETIME(3) NULL COMMENT 'UTC; no longer',
	PRIMARY KEY (shop_person_id),
	UNIQUE KEY shop_person (shop_id, person_id, made_at),
	KEY shop_person_person (person_id, shop_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Owners and clerks as persons, for the checks; ids only';

CREATE TABLE fund_movement (
	fund_movement_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Money into or out of the programme''s bank account, but for payouts',
	kind VARCHAR(16) NOT NULL COMMENT 'cash_in: proceeds put in; premium_in: given by the municipality; unused_out, premium_out, refused_out: handed back',
	round_id BIGINT NOT NULL COMMENT 'Round',
	part TINYINT NOT NULL COMMENT '1 paid by the buyer, 2 premium',
	yen BIGINT NOT NULL COMMENT 'Amount',
	on_date DATE NOT NULL COMMENT 'Tokyo day at the bank',
	note VARCHAR(200) NOT NULL COMMENT 'In the words of the office',
	owner_id BIGINT NOT NULL DEFAULT 0 COMMENT 'Clerk whose cash it was, for cash_in',
	state VARCHAR(10) NOT NULL COMMENT 'asked, posted, refused',
	asked_by BIGINT NOT NULL COMMENT 'Account',
	asked_at DATETIME(3) NOT NULL COMMENT 'UTC',
	decided_by BIGINT NULL COMMENT 'Second account',
	decided_at DATETIME(3) NULL COMMENT 'UTC',
	PRIMARY KEY (fund_movement_id),
	KEY fund_movement_round (round_id, fund_movement_id),
	KEY fund_movement_state (state, fund_movement_id),
	CONSTRAINT fund_movement_yen CHECK (yen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Receipts and payments of the funds';

-- A difference somebody must explain.  While one is open, nothing is closed or paid out;
-- payments go on.
CREATE TABLE drift (
	drift_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A difference the proof found',
	what VARCHAR(30) NOT NULL COMMENT 'Which rule is broken: ledger/proof.h, voucher/books.h',
	object_id BIGINT NOT NULL COMMENT 'Posting, purse or round',
	round_id BIGINT NOT NULL COMMENT 'Round, 0 when it is not of one',
	expected BIGINT NOT NULL COMMENT 'What it must be',
	found BIGINT NOT NULL COMMENT 'What it is',
	found_at DATETIME(3) NOT NULL COMMENT 'UTC; first seen',
	gone_at DATETIME(3) NULL COMMENT 'UTC; the proof no longer finds it',
	open_key VARCHAR(80) AS (IF(gone_at IS NULL, CONCAT(what, ' ', object_id, ' ', round_id), NULL)) PERSISTENT
	    COMMENT 'Open once',
	PRIMARY KEY (drift_id),
	UNIQUE KEY drift_open (open_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Differences of the books';

-- Payouts: who pays (sender of bank files), and what was typed for an account.

-- Beside the name in the bank's characters: a second person compares the two.
ALTER TABLE shop_account ADD COLUMN typed_sealed VARBINARY(500) NULL
	COMMENT 'Holder as it was typed, sealed under the key "shop"' AFTER holder_sealed;

CREATE TABLE bank_sender (
	bank_sender_id TINYINT NOT NULL COMMENT 'Always 1',
	client_code CHAR(10) NOT NULL COMMENT '委託者コード, given by the bank',
	client_name VARCHAR(80) NOT NULL COMMENT '委託者名, in full-width kana',
	bank_code CHAR(4) NOT NULL COMMENT '仕向金融機関番号',
	branch_code CHAR(3) NOT NULL COMMENT '仕向支店番号',
	kind TINYINT NOT NULL COMMENT '預金種目 of the account that pays: 1 普通, 2 当座, 9 その他',
	number CHAR(7) NOT NULL COMMENT 'Account number of the municipality',
	line_end VARCHAR(4) NOT NULL COMMENT 'none or crlf: what the bank wants after each record',
	has_eof TINYINT(1) NOT NULL COMMENT '1: a byte 1A ends the file',
	takes_wo TINYINT(1) NOT NULL COMMENT '1: the bank takes ｦ in names',
	editor_account_id BIGINT NOT NULL COMMENT 'Account that wrote it last; 0: sample or command line',
	edited_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (bank_sender_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Who pays: the head of each bank file';

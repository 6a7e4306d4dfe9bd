-- Reference data from public packages, replaced as a whole by madoctl load banks.

CREATE TABLE bank (
	bank_code CHAR(4) NOT NULL COMMENT '金融機関コード',
	name VARCHAR(60) NOT NULL COMMENT 'Name',
	kana VARCHAR(60) NOT NULL COMMENT 'Reading, full-width katakana',
	PRIMARY KEY (bank_code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Banks of Japan';

CREATE TABLE bank_branch (
	bank_code CHAR(4) NOT NULL COMMENT '金融機関コード',
	branch_code CHAR(3) NOT NULL COMMENT '支店コード',
	name VARCHAR(80) NOT NULL COMMENT 'Name',
	kana VARCHAR(80) NOT NULL COMMENT 'Reading, full-width katakana',
	PRIMARY KEY (bank_code, branch_code),
	CONSTRAINT branch_bank FOREIGN KEY (bank_code) REFERENCES bank (bank_code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Branches of banks';

CREATE TABLE holiday (
	holiday_on DATE NOT NULL COMMENT '国民の祝日 or its substitute',
	name VARCHAR(40) NOT NULL COMMENT 'Name',
	PRIMARY KEY (holiday_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Public holidays of Japan';

-- Payments with vouchers and one-time codes.  Payments never change: a void
-- is a row of its own.

CREATE TABLE payment (
	payment_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Payment',
	purse_id BIGINT NOT NULL COMMENT 'Purse that paid',
	shop_id BIGINT NOT NULL COMMENT 'Shop that was paid',
	amount_yen BIGINT NOT NULL COMMENT 'Amount',
	means VARCHAR(8) NOT NULL COMMENT 'poster: shop''s code; number: its number typed; code: resident''s code; card',
	digits CHAR(2) NOT NULL COMMENT 'Shown on both screens so that people can compare',
	card_id BIGINT NULL COMMENT 'Card, when paid with one',
	clerk_account_id BIGINT NULL COMMENT 'Shop account that took it; NULL when the resident paid at the shop''s code',
	terminal_id BIGINT NULL COMMENT 'Registered device that took it',
	paid_at DATETIME(3) NOT NULL COMMENT 'UTC',
	paid_on DATE NOT NULL COMMENT 'Tokyo day',
	PRIMARY KEY (payment_id),
	KEY payment_of_shop (shop_id, paid_on, payment_id),
	KEY payment_of_purse (purse_id, payment_id),
	CONSTRAINT payment_purse FOREIGN KEY (purse_id) REFERENCES purse (purse_id),
	CONSTRAINT payment_shop FOREIGN KEY (shop_id) REFERENCES shop (shop_id),
	CONSTRAINT payment_amount CHECK (amount_yen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Payments with vouchers; rows never change';

CREATE TABLE payment_use (
	payment_id BIGINT NOT NULL COMMENT 'Payment',
	lot_id BIGINT NOT NULL COMMENT 'Lot it took from',
	round_id BIGINT NOT NULL COMMENT 'Round of the lot',
	paid_yen BIGINT NOT NULL COMMENT 'Of the part residents paid',
	premium_yen BIGINT NOT NULL COMMENT 'Of the premium',
	PRIMARY KEY (payment_id, lot_id),
	CONSTRAINT payment_use_of FOREIGN KEY (payment_id) REFERENCES payment (payment_id),
	CONSTRAINT payment_use_lot FOREIGN KEY (lot_id) REFERENCES purse_lot (lot_id),
	CONSTRAINT payment_use_parts CHECK (paid_yen >= 0 AND premium_yen >= 0 AND paid_yen + premium_yen > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='From which lots a payment came; rows never change';

CREATE TABLE payment_void (
	payment_id BIGINT NOT NULL COMMENT 'Payment that was taken back',
	account_id BIGINT NOT NULL COMMENT 'Shop account',
	reason VARCHAR(200) NOT NULL COMMENT 'Why, in the words of the shop',
	voided_at DATETIME(3) NOT NULL COMMENT 'UTC; the Tokyo day of the payment',
	PRIMARY KEY (payment_id),
	CONSTRAINT payment_void_of FOREIGN KEY (payment_id) REFERENCES payment (payment_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Payments taken back on their day';

CREATE TABLE pay_code (
	purse_id BIGINT NOT NULL COMMENT 'Purse the code opens; one live code a purse',
	code_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of the code',
	card_id BIGINT NULL COMMENT 'Card behind it; NULL when a phone shows it',
	issued_at DATETIME(3) NOT NULL COMMENT 'UTC',
	expires_at DATETIME(3) NOT NULL COMMENT 'UTC, at most 60 s later',
	payment_id BIGINT NULL COMMENT 'Payment that used it up',
	PRIMARY KEY (purse_id),
	UNIQUE KEY pay_code_hash (code_hash),
	CONSTRAINT pay_code_purse FOREIGN KEY (purse_id) REFERENCES purse (purse_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='One-time codes; the next one replaces the last';

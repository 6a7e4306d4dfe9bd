-- Premium vouchers: campaigns with rounds, stock, sales at the counter,
-- purses with one lot a sale, cards for people without a phone.

CREATE TABLE campaign (
	campaign_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Campaign',
	name VARCHAR(200) NOT NULL COMMENT 'As residents read it',
	cap_sets BIGINT NOT NULL COMMENT 'Sets one person may buy over all rounds',
	editor_account_id BIGINT NOT NULL COMMENT 'Staff account of the last change',
	edited_at DATETIME(3) NOT NULL COMMENT 'When it was last changed, UTC',
	PRIMARY KEY (campaign_id),
	CONSTRAINT campaign_cap CHECK (cap_sets > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Voucher campaigns';

CREATE TABLE round (
	round_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Round',
	campaign_id BIGINT NOT NULL COMMENT 'Campaign it belongs to',
	number BIGINT NOT NULL COMMENT '1, 2, ... within the campaign',
	name VARCHAR(200) NOT NULL COMMENT 'As residents read it',
	eligibility VARCHAR(10) NOT NULL COMMENT 'residents or anyone',
	allotment VARCHAR(12) NOT NULL COMMENT 'lottery or first_come',
	price_yen BIGINT NOT NULL COMMENT 'Price of one set',
	face_yen BIGINT NOT NULL COMMENT 'What one set buys',
	sets BIGINT NOT NULL COMMENT 'Sets planned; stock is sets + moved_sets',
	moved_sets BIGINT NOT NULL DEFAULT 0 COMMENT 'Unsold sets that came in (+) or went on (-)',
	cap_sets BIGINT NOT NULL COMMENT 'Sets one person may buy in this round',
	apply_from_on DATE NULL COMMENT 'First day of application, lottery only',
	apply_to_on DATE NULL COMMENT 'Last day of application',
	sell_from_on DATE NOT NULL COMMENT 'First day of sale, Tokyo',
	sell_to_on DATE NOT NULL COMMENT 'Last day of sale, Tokyo',
	use_from_on DATE NOT NULL COMMENT 'First day of use, Tokyo',
	use_to_on DATE NOT NULL COMMENT 'Last day of use, Tokyo',
	rolls_over TINYINT(1) NOT NULL COMMENT 'Unsold sets may go on to a later round',
	state VARCHAR(10) NOT NULL COMMENT 'draft or published',
	editor_account_id BIGINT NOT NULL COMMENT 'Staff account of the last change',
	edited_at DATETIME(3) NOT NULL COMMENT 'When it was last changed, UTC',
	publisher_account_id BIGINT NULL COMMENT 'Staff account that published; not the last editor',
	published_at DATETIME(3) NULL COMMENT 'When it was published, UTC',
	PRIMARY KEY (round_id),
	UNIQUE KEY round_number (campaign_id, number),
	CONSTRAINT round_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (campaign_id),
	CONSTRAINT round_prices CHECK (price_yen > 0 AND face_yen > price_yen),
	CONSTRAINT round_sets CHECK (sets > 0 AND sets + moved_sets >= 0),
	CONSTRAINT round_cap CHECK (cap_sets BETWEEN 1 AND sets),
	CONSTRAINT round_dates CHECK (sell_from_on <= sell_to_on AND use_from_on <= use_to_on
		AND sell_from_on <= use_from_on AND sell_to_on <= use_to_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Rounds of a campaign';

CREATE TABLE round_stock (
	round_id BIGINT NOT NULL COMMENT 'Round',
	stripe SMALLINT NOT NULL COMMENT '0 to 63; sellers take from different stripes',
	left_sets BIGINT NOT NULL COMMENT 'Sets not sold yet in this stripe',
	PRIMARY KEY (round_id, stripe),
	CONSTRAINT round_stock_round FOREIGN KEY (round_id) REFERENCES round (round_id),
	CONSTRAINT round_stock_left CHECK (left_sets >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Stock of published rounds, in stripes so that no row is hot';

CREATE TABLE sale (
	sale_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Sale',
	receipt_no VARCHAR(20) NOT NULL COMMENT 'Tokyo day, six random digits, check digit',
	round_id BIGINT NOT NULL COMMENT 'Round',
	person_id BIGINT NOT NULL COMMENT 'Buyer',
	sets BIGINT NOT NULL COMMENT 'Sets sold',
	paid_yen BIGINT NOT NULL COMMENT 'Price of all sets',
	face_yen BIGINT NOT NULL COMMENT 'What all sets buy',
	received_yen BIGINT NOT NULL COMMENT 'Cash handed over; change is received - paid',
	clerk_account_id BIGINT NOT NULL COMMENT 'Staff account that sold',
	claim_sealed VARBINARY(200) NULL COMMENT 'Code printed on the receipt, sealed; NULL when the buyer had an account',
	claim_key_version BIGINT NULL COMMENT 'Version of the data key "code" behind the seal',
	sold_at DATETIME(3) NOT NULL COMMENT 'When, UTC',
	sold_on DATE NOT NULL COMMENT 'Tokyo day',
	PRIMARY KEY (sale_id),
	UNIQUE KEY sale_receipt (receipt_no),
	KEY sale_person (person_id, round_id, sets),
	KEY sale_round (round_id, sold_at),
	KEY sale_day (sold_on, clerk_account_id),
	KEY sale_clerk (clerk_account_id, sold_at),
	KEY sale_time (sold_at),
	CONSTRAINT sale_sets CHECK (sets > 0 AND paid_yen > 0 AND face_yen > paid_yen),
	CONSTRAINT sale_cash CHECK (received_yen >= paid_yen)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Sales for cash; rows never change';

CREATE TABLE sale_void (
	sale_void_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Void',
	sale_id BIGINT NOT NULL COMMENT 'Sale that was taken back',
	account_id BIGINT NOT NULL COMMENT 'Staff account; never the one that sold',
	reason VARCHAR(200) NOT NULL COMMENT 'Why, in the words of staff; no names',
	returned_yen BIGINT NOT NULL COMMENT 'Cash handed back',
	voided_at DATETIME(3) NOT NULL COMMENT 'When, UTC; the Tokyo day of the sale',
	PRIMARY KEY (sale_void_id),
	UNIQUE KEY sale_void_sale (sale_id),
	CONSTRAINT sale_void_of FOREIGN KEY (sale_id) REFERENCES sale (sale_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Sales taken back on their day; a sale is void when it has a row here';

CREATE TABLE purse (
	purse_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Purse',
	person_id BIGINT NOT NULL COMMENT 'Whose',
	made_at DATETIME(3) NOT NULL COMMENT 'When, UTC',
	PRIMARY KEY (purse_id),
	UNIQUE KEY purse_person (person_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='One purse a person';

CREATE TABLE purse_lot (
	lot_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Lot: the vouchers of one sale',
	purse_id BIGINT NOT NULL COMMENT 'Purse',
	round_id BIGINT NOT NULL COMMENT 'Round; its dates of use apply',
	sale_id BIGINT NOT NULL COMMENT 'Sale',
	paid_yen BIGINT NOT NULL COMMENT 'Price at the sale',
	face_yen BIGINT NOT NULL COMMENT 'Value at the sale',
	spent_yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Used so far; left is face - spent',
	spent_paid_yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Of that, from the paid part',
	state VARCHAR(8) NOT NULL DEFAULT 'open' COMMENT 'open, expired, void; only open lots hold money',
	closed_at DATETIME(3) NULL COMMENT 'When it expired or was voided, UTC',
	PRIMARY KEY (lot_id),
	UNIQUE KEY purse_lot_sale (sale_id),
	KEY purse_lot_open (purse_id, state, lot_id),
	KEY purse_lot_round (round_id, state, lot_id),
	CONSTRAINT purse_lot_purse FOREIGN KEY (purse_id) REFERENCES purse (purse_id),
	CONSTRAINT purse_lot_parts CHECK (spent_yen BETWEEN 0 AND face_yen
		AND spent_paid_yen BETWEEN 0 AND paid_yen
		AND spent_yen - spent_paid_yen BETWEEN 0 AND face_yen - paid_yen)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='What purses hold, by sale, with kept balances';

CREATE TABLE card (
	card_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Card',
	card_no CHAR(16) NOT NULL COMMENT 'Printed number, last digit checks',
	person_id BIGINT NOT NULL COMMENT 'Holder',
	purse_id BIGINT NOT NULL COMMENT 'Purse it opens',
	pin_hash VARCHAR(200) NOT NULL COMMENT 'Argon2id of the keyed hash of number and PIN',
	state VARCHAR(10) NOT NULL COMMENT 'active, blocked or replaced',
	tries_left TINYINT NOT NULL COMMENT 'Wrong PINs until it stops answering; 5 when fresh',
	use_limit_yen BIGINT NOT NULL COMMENT 'Most a single payment may take',
	day_limit_yen BIGINT NOT NULL COMMENT 'Most a Tokyo day may take',
	spent_on DATE NULL COMMENT 'Tokyo day that spent_yen counts',
	spent_yen BIGINT NOT NULL DEFAULT 0 COMMENT 'Paid with the card on that day',
	issuer_account_id BIGINT NOT NULL COMMENT 'Staff account that issued it',
	issued_at DATETIME(3) NOT NULL COMMENT 'When, UTC',
	ended_at DATETIME(3) NULL COMMENT 'When it was blocked or replaced, UTC',
	end_reason VARCHAR(200) NULL COMMENT 'Why, in the words of staff; no names',
	replaced_by_card_id BIGINT NULL COMMENT 'The card that took its place',
	PRIMARY KEY (card_id),
	UNIQUE KEY card_number (card_no),
	KEY card_person (person_id, state),
	KEY card_time (issued_at),
	CONSTRAINT card_purse FOREIGN KEY (purse_id) REFERENCES purse (purse_id),
	CONSTRAINT card_limits CHECK (use_limit_yen > 0 AND day_limit_yen >= use_limit_yen),
	CONSTRAINT card_spent CHECK (spent_yen >= 0),
	CONSTRAINT card_tries CHECK (tries_left BETWEEN 0 AND 5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Printed cards for people without a phone';

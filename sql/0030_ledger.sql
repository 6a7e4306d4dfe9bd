-- Double entry in whole yen.  Rows of both tables are only inserted: no
-- program holds UPDATE or DELETE on them.  Balances are sums of entries.

CREATE TABLE posting (
	posting_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'One act that moved money or premium',
	kind VARCHAR(20) NOT NULL COMMENT 'sale, sale_void, payment, payment_void, expiry',
	ref_id BIGINT NOT NULL COMMENT 'The act: sale_id, payment_id or lot_id',
	account_id BIGINT NOT NULL COMMENT 'Account that acted, 0 for a job',
	posted_at DATETIME(3) NOT NULL COMMENT 'When, UTC',
	PRIMARY KEY (posting_id),
	UNIQUE KEY posting_act (kind, ref_id),
	KEY posting_day (posted_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Acts of the ledger; an act is posted at most once';

CREATE TABLE entry (
	entry_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'One side of a movement',
	posting_id BIGINT NOT NULL COMMENT 'The act; entries of a posting sum to zero per part',
	round_id BIGINT NOT NULL COMMENT 'Round whose vouchers these are',
	chart TINYINT NOT NULL COMMENT '1 cash, 2 premium, 3 purse, 4 payable, 5 expired',
	owner_id BIGINT NOT NULL COMMENT 'Clerk account, purse or shop by chart; 0 when none',
	part TINYINT NOT NULL COMMENT '1 paid by the buyer, 2 premium',
	yen BIGINT NOT NULL COMMENT 'Debit positive, credit negative, never zero',
	posted_at DATETIME(3) NOT NULL COMMENT 'When, UTC, as of the posting',
	PRIMARY KEY (entry_id),
	KEY entry_posting (posting_id, part, yen),
	KEY entry_owner (chart, owner_id, round_id, part, posted_at, yen),
	KEY entry_round (round_id, chart, part, posted_at, yen),
	CONSTRAINT entry_moves CHECK (yen <> 0),
	CONSTRAINT entry_chart CHECK (chart BETWEEN 1 AND 5),
	CONSTRAINT entry_part CHECK (part IN (1, 2))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Two rows a movement: what is credited and what is debited';

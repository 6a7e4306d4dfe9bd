-- Funds: why a movement was refused, and by when a campaign is to be settled.

ALTER TABLE fund_movement ADD COLUMN decided_note VARCHAR(200) NULL
	COMMENT 'Why it was refused' AFTER decided_at;

CREATE TABLE fund_term (
	campaign_id BIGINT NOT NULL COMMENT 'Campaign',
	hand_back_on DATE NULL COMMENT 'By this day what was not used goes back to the municipality',
	deliver_on DATE NULL COMMENT 'By this day reports and data are handed over',
	editor_account_id BIGINT NOT NULL COMMENT 'Account that wrote it last',
	edited_at DATETIME(3) NOT NULL COMMENT 'UTC',
	PRIMARY KEY (campaign_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Dates of the contract, by campaign';

-- What shops took, by day, once nothing of the day can be taken back any more.  Reports add
-- up a few thousand rows instead of a million payments; newer payments are read themselves.
CREATE TABLE use_day (
	used_on DATE NOT NULL COMMENT 'Tokyo day of the payments',
	shop_id BIGINT NOT NULL COMMENT 'Shop',
	payments BIGINT NOT NULL COMMENT 'Payments that stand',
	paid_yen BIGINT NOT NULL COMMENT 'Of the part residents paid',
	premium_yen BIGINT NOT NULL COMMENT 'Of the premium',
	PRIMARY KEY (used_on, shop_id),
	KEY use_day_shop (shop_id, used_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Sums of payments by day and shop';

CREATE TABLE use_mark (
	use_mark_id TINYINT NOT NULL COMMENT 'Always 1',
	payment_id BIGINT NOT NULL COMMENT 'Payments up to this one are in use_day',
	PRIMARY KEY (use_mark_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='How far use_day is';
INSERT INTO use_mark (use_mark_id, payment_id) VALUES (1, 0);

CREATE SQL SECURITY DEFINER VIEW report_use AS
	SELECT used_on, shop_id, payments, paid_yen, premium_yen FROM use_day
	UNION ALL SELECT p.paid_on, p.shop_id, COUNT(DISTINCT p.payment_id), SUM(u.paid_yen),
		SUM(u.premium_yen)
	FROM use_mark m JOIN payment p ON p.payment_id > m.payment_id
	JOIN payment_use u ON u.payment_id = p.payment_id
	WHERE NOT EXISTS (SELECT 1 FROM payment_void v WHERE v.payment_id = p.payment_id)
	GROUP BY p.paid_on, p.shop_id;

CREATE SQL SECURITY DEFINER VIEW report_sale AS
	SELECT s.sold_on, s.round_id, COUNT(*) AS sales, SUM(s.sets) AS sets,
		SUM(s.paid_yen) AS paid_yen, SUM(s.face_yen - s.paid_yen) AS premium_yen
	FROM sale s WHERE NOT EXISTS (SELECT 1 FROM sale_void v WHERE v.sale_id = s.sale_id)
	GROUP BY s.sold_on, s.round_id;

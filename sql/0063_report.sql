-- Reports: what shops took, without a day on which only taken-back payments were.

-- Sums count every payment of a day; what was taken back is taken off when they are read.  So
-- a void counts whenever it is written, also of a payment that is long in the sums.
DELETE FROM use_day;
UPDATE use_mark SET payment_id = 0;
ALTER TABLE use_day MODIFY payments BIGINT NOT NULL COMMENT 'Payments, also those taken back';

CREATE OR REPLACE SQL SECURITY DEFINER VIEW report_use AS
	SELECT x.used_on, x.shop_id, SUM(x.payments) AS payments, SUM(x.paid_yen) AS paid_yen,
		SUM(x.premium_yen) AS premium_yen
	FROM (SELECT used_on, shop_id, payments, paid_yen, premium_yen FROM use_day
		UNION ALL SELECT p.paid_on, p.shop_id, COUNT(DISTINCT p.payment_id), SUM(u.paid_yen),
			SUM(u.premium_yen)
		FROM use_mark m JOIN payment p ON p.payment_id > m.payment_id
		JOIN payment_use u ON u.payment_id = p.payment_id
		GROUP BY p.paid_on, p.shop_id
		UNION ALL SELECT p.paid_on, p.shop_id, -COUNT(DISTINCT p.payment_id), -SUM(u.paid_yen),
			-SUM(u.premium_yen)
		FROM payment_void v JOIN payment p ON p.payment_id = v.payment_id
		JOIN payment_use u ON u.payment_id = p.payment_id
		GROUP BY p.paid_on, p.shop_id) x
	GROUP BY x.used_on, x.shop_id HAVING SUM(x.payments) > 0;

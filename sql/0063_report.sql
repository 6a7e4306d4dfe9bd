-- Reports: what shops took, without a day on which only taken-back payments were; and which
-- closing a posting belongs to.

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

-- A hold belongs to the closing whose payout it was taken from; else to the one that took the
-- period the payment was payable in.  While that is not closed it belongs to none.
CREATE SQL SECURITY DEFINER VIEW closing_posting AS
	SELECT s.closing_id, g.posting_id, g.kind, g.posted_at FROM closing_shop s
	JOIN posting g ON g.kind = 'closing' AND g.ref_id = s.closing_shop_id
	UNION ALL SELECT s.closing_id, g.posting_id, g.kind, g.posted_at FROM payout p
	JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id
	JOIN posting g ON g.kind IN ('payout', 'payout_return') AND g.ref_id = p.payout_id
	UNION ALL SELECT COALESCE(s.closing_id, (SELECT k.closing_id FROM closing k
			WHERE k.state = 'closed' AND k.upto_at >= h.since_at
			ORDER BY k.upto_at LIMIT 1)), g.posting_id, g.kind, g.posted_at
	FROM hold h LEFT JOIN payout p ON p.payout_id = h.payout_id
	LEFT JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id
	JOIN posting g ON g.kind IN ('hold', 'hold_release', 'hold_refuse') AND g.ref_id = h.hold_id
	WHERE h.payment_id IS NOT NULL;

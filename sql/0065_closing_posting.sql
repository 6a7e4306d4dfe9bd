-- Reports: which closing a posting belongs to.  A match of the bank's line that was taken back
-- belongs to the one whose payout it moved.
--
-- A hold belongs to the closing whose payout it was taken from; else to the one that took the
-- period the payment was payable in.  While that is not closed it belongs to none.
CREATE SQL SECURITY DEFINER VIEW closing_posting AS
	SELECT s.closing_id, g.posting_id, g.kind, g.posted_at FROM closing_shop s
	JOIN posting g ON g.kind = 'closing' AND g.ref_id = s.closing_shop_id
	UNION ALL SELECT s.closing_id, g.posting_id, g.kind, g.posted_at FROM payout p
	JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id
	JOIN posting g ON g.kind IN ('payout', 'payout_return') AND g.ref_id = p.payout_id
	UNION ALL SELECT s.closing_id, g.posting_id, g.kind, g.posted_at FROM match_undo m
	JOIN payout p ON p.payout_id = m.payout_id
	JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id
	JOIN posting g ON g.kind IN ('return_undo', 'return_anew') AND g.ref_id = m.match_undo_id
	UNION ALL SELECT COALESCE(s.closing_id, (SELECT k.closing_id FROM closing k
			WHERE k.state = 'closed' AND k.upto_at >= h.since_at
			ORDER BY k.upto_at LIMIT 1)), g.posting_id, g.kind, g.posted_at
	FROM hold h LEFT JOIN payout p ON p.payout_id = h.payout_id
	LEFT JOIN closing_shop s ON s.closing_shop_id = p.closing_shop_id
	JOIN posting g ON g.kind IN ('hold', 'hold_release', 'hold_refuse') AND g.ref_id = h.hold_id
	WHERE h.payment_id IS NOT NULL;

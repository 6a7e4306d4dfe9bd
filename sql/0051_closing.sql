-- Holds know which closing they take from.

ALTER TABLE hold
	ADD since_at DATETIME(3) NULL
	    COMMENT 'UTC; of a payment: since when its yen was payable: when it was made or last released',
	ADD payout_id BIGINT NULL
	    COMMENT 'Of a payment that was closed: the payout it was taken out of';
ALTER TABLE closing
	ADD KEY closing_taken (upto_at);

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

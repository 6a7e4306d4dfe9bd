-- Chains over rows that are only inserted, and signed roots over the chains.
-- Unkeyed, so that anybody who may read the rows can check them; signed with a
-- key outside the database, so that who may write the tables cannot make them
-- anew.  The chain over the acts begins with the first entry again: what
-- audit_seal sealed before is sealed once more.

CREATE TABLE chain_seal (
	chain_seal_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Seal over a run of rows',
	chain TINYINT NOT NULL COMMENT '1 acts (audit_entry), 2 ledger (posting with its entries)',
	seal_no BIGINT NOT NULL COMMENT 'Place in its chain, from 1 without a gap',
	last_id BIGINT NOT NULL COMMENT 'Last row covered; the first is behind the seal before',
	row_count BIGINT NOT NULL COMMENT 'How many rows are covered',
	from_at DATETIME(3) NULL COMMENT 'UTC: none of its rows was there yet; none: nobody had looked',
	to_at DATETIME(3) NOT NULL COMMENT 'UTC: its rows were there',
	sealed_at DATETIME(3) NOT NULL COMMENT 'UTC',
	prev_hash BINARY(32) NOT NULL COMMENT 'hash of the seal before; zeros for the first',
	kept MEDIUMBLOB NOT NULL COMMENT 'For each row its number (8 bytes) and SHA-256: names the changed one',
	hash BINARY(32) NOT NULL COMMENT 'SHA-256 over all columns before',
	signature BINARY(64) NOT NULL COMMENT 'Ed25519 of hash',
	PRIMARY KEY (chain_seal_id),
	UNIQUE KEY chain_seal_place (chain, seal_no),
	UNIQUE KEY chain_seal_last (chain, last_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Chains over acts and ledger; rows never change';

CREATE TABLE chain_mark (
	chain_mark_id BIGINT NOT NULL COMMENT 'The chain, as in chain_seal',
	seen_id BIGINT NOT NULL COMMENT 'Highest row seen at seen_at',
	from_at DATETIME(3) NULL COMMENT 'UTC: the look before',
	seen_at DATETIME(3) NOT NULL COMMENT 'UTC',
	last_seal_no BIGINT NOT NULL COMMENT 'Newest seal then, or 0',
	signature BINARY(64) NOT NULL COMMENT 'Ed25519 of the columns before: a cut-off end shows',
	PRIMARY KEY (chain_mark_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='How far the sealer has looked';

CREATE TABLE proof_root (
	proof_root_id BIGINT NOT NULL COMMENT 'Number, from 1 without a gap',
	made_at DATETIME(3) NOT NULL COMMENT 'UTC',
	on_date DATE NULL COMMENT 'Day in Tokyo that it closes; none: made in between',
	audit_seal_no BIGINT NOT NULL COMMENT 'Newest seal over the acts, or 0',
	audit_hash BINARY(32) NOT NULL COMMENT 'Its hash, or zeros',
	ledger_seal_no BIGINT NOT NULL COMMENT 'Newest seal over the ledger, or 0',
	ledger_hash BINARY(32) NOT NULL COMMENT 'Its hash, or zeros',
	prev_hash BINARY(32) NOT NULL COMMENT 'hash of the root before; zeros for the first',
	hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the text of the root (docs/money.md)',
	signature BINARY(64) NOT NULL COMMENT 'Ed25519 of the same text',
	public_key BINARY(32) NOT NULL COMMENT 'Key that fits the signature',
	PRIMARY KEY (proof_root_id),
	UNIQUE KEY proof_root_day (on_date),
	KEY proof_root_made (made_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
	COMMENT='Signed roots over both chains; published';

ALTER TABLE audit_seal COMMENT = 'Chain over the acts before chain_seal; no longer written';
ALTER TABLE audit_sealed COMMENT = 'Of audit_seal; no longer written';
ALTER TABLE audit_root COMMENT = 'Of audit_seal; no longer written';
ALTER TABLE audit_mark COMMENT = 'Of audit_seal; no longer written';

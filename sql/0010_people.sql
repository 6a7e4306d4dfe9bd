-- Accounts, sessions, roles, persons and the audit chain.  Columns named
-- "sealed" hold ciphertext bound to table, column and row.

CREATE TABLE account (
  account_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Account',
  audience VARCHAR(10) NOT NULL COMMENT 'resident, shop or staff: signs in only there',
  login VARCHAR(40) NULL COMMENT 'Sign-in name, lower case; residents have none',
  name VARCHAR(60) NULL COMMENT 'Shown name of staff and shop accounts; residents have none',
  mail_hash BINARY(32) NULL COMMENT 'Keyed hash of the mail address of a resident',
  mail_sealed VARBINARY(400) NULL COMMENT 'Mail address of a resident, sealed',
  language VARCHAR(10) NULL COMMENT 'Language of a resident at the last sign-in',
  password VARCHAR(128) NULL COMMENT 'Argon2id, encoded; residents have none',
  totp_sealed VARBINARY(100) NULL COMMENT 'TOTP secret, sealed',
  totp_last_step BIGINT NOT NULL DEFAULT 0 COMMENT 'Last used TOTP step: no step counts twice',
  totp_new_sealed VARBINARY(100) NULL COMMENT 'TOTP secret shown to its owner and not confirmed by digits yet, sealed',
  must_change_password TINYINT(1) NOT NULL DEFAULT 0 COMMENT '1: no right counts until it was changed',
  first_password_until DATETIME(3) NULL COMMENT 'UTC; a password somebody else made signs in until then',
  secret_by BIGINT NULL COMMENT 'Staff: account that handed over password and TOTP secret, until a second one confirmed',
  state VARCHAR(10) NOT NULL DEFAULT 'active' COMMENT 'active or suspended',
  shop_id BIGINT NOT NULL DEFAULT 0 COMMENT 'Shop of a shop account, else 0',
  person_id BIGINT NULL COMMENT 'Person a resident linked by a claim code',
  is_sample TINYINT(1) NOT NULL DEFAULT 0 COMMENT '1: exists only for the sample set-up',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  last_sign_in_at DATETIME(3) NULL COMMENT 'UTC',
  PRIMARY KEY (account_id),
  UNIQUE KEY account_login (audience, shop_id, login),
  UNIQUE KEY account_mail (mail_hash),
  UNIQUE KEY account_person (person_id),
  KEY account_name (audience, name, account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Who may sign in';

CREATE TABLE session (
  session_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Session',
  sid_hash BINARY(32) NOT NULL COMMENT 'Hash of the random id inside the token',
  account_id BIGINT NOT NULL COMMENT 'Account',
  started_at DATETIME(3) NOT NULL COMMENT 'UTC',
  seen_at DATETIME(3) NOT NULL COMMENT 'UTC, written at most once a minute',
  expires_at DATETIME(3) NOT NULL COMMENT 'UTC, absolute limit',
  idle_s BIGINT NOT NULL COMMENT 'Seconds without a request after which it ends',
  device VARCHAR(40) NOT NULL COMMENT 'Kind of device, in one word',
  revoked_at DATETIME(3) NULL COMMENT 'UTC, signed out or thrown out',
  PRIMARY KEY (session_id),
  UNIQUE KEY session_sid (sid_hash),
  KEY session_account (account_id, expires_at),
  KEY session_expiry (expires_at),
  CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Signed-in browsers';

CREATE TABLE mail_code (
  mail_code_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Challenge of a resident''s sign-in',
  challenge_hash BINARY(32) NOT NULL COMMENT 'Hash of what the browser holds',
  mail_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of the mail address',
  address_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of the network address that asked',
  mail_sealed VARBINARY(400) NULL COMMENT 'Mail address, sealed; erased when used',
  code_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of challenge and code',
  expires_at DATETIME(3) NOT NULL COMMENT 'UTC',
  tries_left BIGINT NOT NULL COMMENT 'Counted down before the code is compared',
  used_at DATETIME(3) NULL COMMENT 'UTC; also set when a newer code replaces it',
  PRIMARY KEY (mail_code_id),
  UNIQUE KEY mail_code_challenge (challenge_hash),
  KEY mail_code_mail (mail_hash, address_hash),
  KEY mail_code_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Codes sent by mail';

CREATE TABLE sign_in_pair (
  sign_in_pair_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A sign-in name tried from a network address',
  login_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of audience, shop and sign-in name or mail address',
  address_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of the network address',
  tries BIGINT NOT NULL COMMENT 'Since the last success',
  next_at DATETIME(3) NULL COMMENT 'UTC; no try before',
  tried_at DATETIME(3) NOT NULL COMMENT 'UTC, last try',
  known_at DATETIME(3) NULL COMMENT 'UTC, last success: this address is known for this name',
  PRIMARY KEY (sign_in_pair_id),
  UNIQUE KEY sign_in_pair (login_hash, address_hash),
  KEY sign_in_pair_age (tried_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Tries per name and address';

CREATE TABLE sign_in_name (
  sign_in_name_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A sign-in name tried from anywhere',
  login_hash BINARY(32) NOT NULL COMMENT 'As in sign_in_pair',
  tries BIGINT NOT NULL COMMENT 'In the hour that began at began_at, without successes',
  began_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (sign_in_name_id),
  UNIQUE KEY sign_in_name (login_hash),
  KEY sign_in_name_age (began_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Tries per name';

CREATE TABLE right_name (
  right_name_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A right some route asks for',
  name VARCHAR(40) NOT NULL COMMENT 'As in the route tables: voucher.sell',
  audience VARCHAR(10) NOT NULL COMMENT 'Who can hold it',
  doc VARCHAR(200) NOT NULL COMMENT 'What it allows, in English',
  PRIMARY KEY (right_name_id),
  UNIQUE KEY right_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Rights, written by madoctl from the route tables';

CREATE TABLE role (
  role_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Role',
  audience VARCHAR(10) NOT NULL COMMENT 'shop or staff',
  name VARCHAR(40) NOT NULL COMMENT 'Name of the role; owner and clerk for shops',
  is_fixed TINYINT(1) NOT NULL DEFAULT 0 COMMENT '1: comes with the product, keeps its name',
  PRIMARY KEY (role_id),
  UNIQUE KEY role_name (audience, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Bundles of rights';

CREATE TABLE role_right (
  role_right_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A right of a role',
  role_id BIGINT NOT NULL COMMENT 'Role',
  right_name VARCHAR(40) NOT NULL COMMENT 'right_name.name',
  PRIMARY KEY (role_right_id),
  UNIQUE KEY role_right (role_id, right_name),
  CONSTRAINT role_right_role FOREIGN KEY (role_id) REFERENCES role (role_id),
  CONSTRAINT role_right_name FOREIGN KEY (right_name) REFERENCES right_name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='What roles allow';

CREATE TABLE account_role (
  account_role_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A role of an account',
  account_id BIGINT NOT NULL COMMENT 'Account',
  role_id BIGINT NOT NULL COMMENT 'Role',
  scope_kind VARCHAR(20) NOT NULL COMMENT 'municipality: everywhere; shop: in one shop',
  scope_id BIGINT NOT NULL COMMENT 'Shop, or 0',
  handed_by BIGINT NOT NULL COMMENT 'Account that gave the role or, later, new secrets; 0: the command line',
  confirmed_by BIGINT NULL COMMENT 'Account that confirmed it; 0: the command line; empty: the role does not count yet',
  confirmed_at DATETIME(3) NULL COMMENT 'UTC',
  PRIMARY KEY (account_role_id),
  UNIQUE KEY account_role (account_id, role_id, scope_kind, scope_id),
  CONSTRAINT account_role_account FOREIGN KEY (account_id) REFERENCES account (account_id),
  CONSTRAINT account_role_role FOREIGN KEY (role_id) REFERENCES role (role_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Who holds which role where';

CREATE TABLE role_change (
  role_change_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Proposed change of a role, decided by a second person',
  role_id BIGINT NULL COMMENT 'Role; empty until a new one was approved',
  name VARCHAR(40) NOT NULL COMMENT 'Name as it shall be',
  audience VARCHAR(10) NOT NULL COMMENT 'shop or staff',
  rights VARCHAR(4000) NOT NULL COMMENT 'Rights as they shall be, sorted, one blank between',
  rights_before VARCHAR(4000) NOT NULL COMMENT 'Rights when it was proposed, the same way',
  proposed_by BIGINT NOT NULL COMMENT 'Account',
  proposed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  state VARCHAR(10) NOT NULL DEFAULT 'open' COMMENT 'open, approved or refused',
  decided_by BIGINT NULL COMMENT 'Account',
  decided_at DATETIME(3) NULL COMMENT 'UTC',
  note VARCHAR(200) NULL COMMENT 'Of the person who decided',
  PRIMARY KEY (role_change_id),
  CONSTRAINT role_change_role FOREIGN KEY (role_id) REFERENCES role (role_id),
  CONSTRAINT role_change_proposer FOREIGN KEY (proposed_by) REFERENCES account (account_id),
  CONSTRAINT role_change_decider FOREIGN KEY (decided_by) REFERENCES account (account_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Role changes under four eyes';

CREATE TABLE person (
  person_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A person the city knows by name',
  key_wrapped VARBINARY(200) NULL COMMENT 'Key of this person, wrapped; destroyed to erase the person',
  name_sealed VARBINARY(500) NULL COMMENT 'Name, sealed',
  kana_sealed VARBINARY(500) NULL COMMENT 'Reading of the name as written, sealed',
  address_sealed VARBINARY(1000) NULL COMMENT 'Address, sealed',
  phone_sealed VARBINARY(120) NULL COMMENT 'Telephone, sealed',
  kana_fold VARCHAR(120) NULL COMMENT 'Folded reading, plain, for finding',
  birth_on DATE NULL COMMENT 'Birth date, plain, for finding',
  has_card TINYINT(1) NOT NULL DEFAULT 0 COMMENT '1: holds a valid card',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  erased_at DATETIME(3) NULL COMMENT 'UTC; from then on the row is empty',
  PRIMARY KEY (person_id),
  KEY person_kana (kana_fold, birth_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Buyers, card holders, linked residents';

CREATE TABLE person_gate (
  person_gate_id SMALLINT NOT NULL COMMENT '0 to 255, from a hash of folded kana and birth date',
  PRIMARY KEY (person_gate_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Locked while a person is looked for and made, so that two counters make one row';
INSERT INTO person_gate SELECT seq FROM seq_0_to_255;

CREATE TABLE person_claim (
  person_claim_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'One-time code on a receipt',
  person_id BIGINT NOT NULL COMMENT 'Person the account gets linked with',
  code_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of the code',
  made_at DATETIME(3) NOT NULL COMMENT 'UTC',
  expires_at DATETIME(3) NOT NULL COMMENT 'UTC',
  used_at DATETIME(3) NULL COMMENT 'UTC',
  account_id BIGINT NULL COMMENT 'Account that used it',
  PRIMARY KEY (person_claim_id),
  UNIQUE KEY person_claim_code (code_hash),
  KEY person_claim_person (person_id),
  CONSTRAINT person_claim_person FOREIGN KEY (person_id) REFERENCES person (person_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Codes that link an account with a person';

CREATE TABLE audit_entry (
  audit_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Entry; only inserted',
  happened_at DATETIME(3) NOT NULL COMMENT 'UTC, begin of the act',
  account_id BIGINT NOT NULL COMMENT 'Who; 0 for the system',
  act VARCHAR(40) NOT NULL COMMENT 'What: sale.void',
  object VARCHAR(20) NULL COMMENT 'On what kind of row',
  object_id BIGINT NOT NULL COMMENT 'On which row, or 0',
  note VARCHAR(200) NULL COMMENT 'Purpose or reason; no personal data',
  PRIMARY KEY (audit_id),
  KEY audit_act (act, audit_id),
  KEY audit_account (account_id, audit_id),
  KEY audit_object (object, object_id, audit_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Who did what when, ids only';

CREATE TABLE audit_seal (
  audit_seal_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Seal over a run of entries',
  first_id BIGINT NOT NULL COMMENT 'First entry covered',
  last_id BIGINT NOT NULL COMMENT 'Last entry covered',
  entries BIGINT NOT NULL COMMENT 'How many entries are covered',
  sealed_at DATETIME(3) NOT NULL COMMENT 'UTC',
  prev_hash BINARY(32) NOT NULL COMMENT 'hash of the seal before; zeros for the first',
  hash BINARY(32) NOT NULL COMMENT 'Keyed BLAKE2b over prev_hash, limits, time and entries',
  PRIMARY KEY (audit_seal_id),
  UNIQUE KEY audit_seal_first (first_id),
  UNIQUE KEY audit_seal_last (last_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Chain over the audit entries';

CREATE TABLE audit_sealed (
  audit_id BIGINT NOT NULL COMMENT 'Entry',
  audit_seal_id BIGINT NOT NULL COMMENT 'Seal that covers it',
  hash BINARY(32) NOT NULL COMMENT 'Keyed BLAKE2b of the entry: names the one that was changed',
  PRIMARY KEY (audit_id),
  CONSTRAINT audit_sealed_seal FOREIGN KEY (audit_seal_id) REFERENCES audit_seal (audit_seal_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Hash of each sealed entry';

CREATE TABLE audit_root (
  audit_root_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Root of a day',
  on_date DATE NOT NULL COMMENT 'Day in Tokyo',
  audit_seal_id BIGINT NOT NULL COMMENT 'Last seal of the day',
  hash BINARY(32) NOT NULL COMMENT 'BLAKE2b over the root before, the day and that seal; also in the log',
  PRIMARY KEY (audit_root_id),
  UNIQUE KEY audit_root_day (on_date),
  CONSTRAINT audit_root_seal FOREIGN KEY (audit_seal_id) REFERENCES audit_seal (audit_seal_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Daily roots, to be kept elsewhere too';

CREATE TABLE audit_mark (
  audit_mark_id BIGINT NOT NULL COMMENT 'Always 1',
  seen_id BIGINT NOT NULL COMMENT 'Highest entry seen at seen_at',
  seen_at DATETIME(3) NOT NULL COMMENT 'UTC',
  last_seal_id BIGINT NOT NULL COMMENT 'Newest seal then, or 0',
  check_hash BINARY(32) NOT NULL COMMENT 'Keyed hash of the columns before: a cut-off end shows',
  PRIMARY KEY (audit_mark_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='How far the sealer has looked';

CREATE TABLE sample_sign_in (
  sample_sign_in_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'A sign-in of the sample set-up; empty in production',
  audience VARCHAR(10) NOT NULL COMMENT 'resident, shop or staff',
  login VARCHAR(40) NULL COMMENT 'Sign-in name',
  shop_no VARCHAR(10) NULL COMMENT 'Number of the shop',
  password VARCHAR(40) NULL COMMENT 'Readable: never an account of a real person',
  totp_secret VARCHAR(40) NULL COMMENT 'Readable, base32',
  mail VARCHAR(254) NULL COMMENT 'Mail address of a sample resident',
  doc VARCHAR(60) NOT NULL COMMENT 'Who this is: key of the catalogue',
  PRIMARY KEY (sample_sign_in_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Sign-ins shown by the sample set-up';

-- What other programmes may know of accounts: whose name stands on a list.
CREATE SQL SECURITY DEFINER VIEW account_label AS
  SELECT account_id, audience, shop_id, name FROM account WHERE audience IN ('shop', 'staff');

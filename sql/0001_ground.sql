-- What every program stands on: keys, repeatable acts, mails to send, jobs, settings.

CREATE TABLE data_key (
  purpose VARCHAR(30) NOT NULL COMMENT 'What the key is for: session, once, poster, ...',
  version BIGINT NOT NULL COMMENT 'Counts from 1; the newest seals, older ones still open',
  master_number BIGINT NOT NULL COMMENT 'Number of the master key that wraps it',
  wrapped VARBINARY(200) NOT NULL COMMENT 'The key, sealed under the master key; bound to this row',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC',
  PRIMARY KEY (purpose, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Data keys, wrapped';

CREATE TABLE once_key (
  account_id BIGINT NOT NULL COMMENT 'Who asked; 0: nobody signed in',
  route VARCHAR(120) NOT NULL COMMENT 'Method and path of the route',
  once_key CHAR(36) NOT NULL COMMENT 'Idempotency-Key, a UUID made by the browser',
  body_hash BINARY(32) NOT NULL COMMENT 'Hash of what was asked for',
  status SMALLINT NULL COMMENT 'HTTP status of the answer',
  answer LONGBLOB NULL COMMENT 'The answer, sealed under the key "once"; bound to this row',
  created_at DATETIME(3) NOT NULL COMMENT 'UTC; kept 24 hours',
  PRIMARY KEY (account_id, route, once_key),
  KEY once_key_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
  COMMENT='Acts that may be asked for again, and their answers';

CREATE TABLE outbox (
  outbox_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Mail to send',
  kind VARCHAR(40) NOT NULL COMMENT 'What it tells: sign_in_code, receipt, ...',
  account_id BIGINT NOT NULL COMMENT 'Whom it is for; 0: no account yet',
  seal_code CHAR(26) NOT NULL COMMENT 'Random; what the seal of the content is bound to',
  content LONGBLOB NULL
    COMMENT 'Address, subject and text, sealed under the key "outbox"; NULL once sent or failed',
  state VARCHAR(10) NOT NULL COMMENT 'waiting, sent, failed; kept: sample mailbox',
  tries INT NOT NULL DEFAULT 0 COMMENT 'How often sending was tried',
  written_at DATETIME(3) NOT NULL COMMENT 'UTC',
  next_at DATETIME(3) NOT NULL COMMENT 'UTC; not tried before',
  ended_at DATETIME(3) NULL COMMENT 'UTC; sent or given up',
  last_error VARCHAR(80) NULL COMMENT 'Why the last try failed; no address',
  PRIMARY KEY (outbox_id),
  KEY outbox_due (state, next_at, outbox_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Mails leave through here';

CREATE TABLE job_run (
  job_run_id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'One run of a job',
  name VARCHAR(60) NOT NULL COMMENT 'Job: purse.expire, ...',
  lane VARCHAR(20) NOT NULL COMMENT 'Jobs of one lane run one after the other; empty until begun',
  argument BIGINT NOT NULL COMMENT 'What the job was started with; 0: nothing',
  state VARCHAR(10) NOT NULL COMMENT 'waiting, running, done, failed, cancelled',
  done BIGINT NOT NULL DEFAULT 0 COMMENT 'Progress, in units of the job',
  total BIGINT NOT NULL DEFAULT 0 COMMENT 'Units in all; 0: not yet known',
  cancel_asked TINYINT(1) NOT NULL DEFAULT 0 COMMENT '1: to be cancelled at the next step',
  reason VARCHAR(60) NULL COMMENT 'Code of the reason it failed with',
  asked_by BIGINT NOT NULL COMMENT 'Account; 0: the schedule',
  asked_at DATETIME(3) NOT NULL COMMENT 'UTC',
  started_at DATETIME(3) NULL COMMENT 'UTC',
  seen_at DATETIME(3) NULL COMMENT 'UTC; the last sign of life',
  ended_at DATETIME(3) NULL COMMENT 'UTC',
  runner VARCHAR(120) NULL COMMENT 'Process that runs it: host/pid/start',
  tries INT NOT NULL DEFAULT 0 COMMENT 'How often it was begun without coming to an end',
  running_name VARCHAR(60) AS (IF(state = 'running', name, NULL)) PERSISTENT
    COMMENT 'The name while it runs: never twice at a time',
  PRIMARY KEY (job_run_id),
  UNIQUE KEY job_run_running (running_name),
  KEY job_run_name (name, state, job_run_id),
  KEY job_run_due (lane, state, job_run_id),
  KEY job_run_last (name, started_at),
  KEY job_run_state (state, job_run_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Runs of jobs';

CREATE TABLE setting (
  name VARCHAR(60) NOT NULL COMMENT 'Name of the setting',
  value VARCHAR(2000) NOT NULL COMMENT 'Its value',
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='Settings kept as data';

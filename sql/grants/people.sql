-- Accounts, sessions, roles, persons, audit.  Audit entries are only inserted,
-- by everybody; what seals them is written by jobd alone.
GRANT SELECT, INSERT, UPDATE ON account TO 'people'@'localhost';
-- The office keeps the accounts of shops; passwords it can only replace, TOTP secrets only
-- take away, mail addresses it never sees.
GRANT SELECT (account_id, audience, login, name, state, shop_id, person_id, is_sample,
  must_change_password, first_password_until, last_sign_in_at), INSERT, UPDATE (name, state, password,
  must_change_password, first_password_until, totp_sealed, totp_new_sealed, totp_last_step)
  ON account TO 'office'@'localhost';
GRANT SELECT, INSERT, UPDATE (seen_at, revoked_at) ON session TO 'people'@'localhost';
GRANT SELECT, UPDATE (seen_at, revoked_at) ON session TO 'office'@'localhost';
GRANT SELECT, INSERT, UPDATE (tries_left, used_at, mail_sealed) ON mail_code
  TO 'people'@'localhost';
GRANT SELECT, INSERT, UPDATE ON sign_in_pair TO 'people'@'localhost';
GRANT SELECT, INSERT, UPDATE ON sign_in_name TO 'people'@'localhost';
GRANT SELECT ON right_name TO 'people'@'localhost';
GRANT SELECT, INSERT, UPDATE (name) ON role TO 'people'@'localhost';
GRANT SELECT, INSERT, DELETE ON role_right TO 'people'@'localhost';
GRANT SELECT, INSERT, DELETE ON account_role TO 'people'@'localhost', 'office'@'localhost';
GRANT UPDATE (handed_by, confirmed_by, confirmed_at) ON account_role TO 'people'@'localhost';
GRANT SELECT, INSERT, UPDATE (state, role_id, decided_by, decided_at, note) ON role_change
  TO 'people'@'localhost';
GRANT SELECT ON role TO 'office'@'localhost';
GRANT SELECT ON person TO 'people'@'localhost';
GRANT SELECT ON person_gate TO 'sales'@'localhost';
GRANT SELECT, UPDATE (used_at, account_id) ON person_claim TO 'people'@'localhost';
GRANT SELECT ON sample_sign_in TO 'people'@'localhost';
GRANT SELECT, INSERT ON audit_entry TO 'people'@'localhost';

-- Every worker finds the session of a request and writes down acts.
GRANT SELECT, UPDATE (seen_at) ON session TO 'sales'@'localhost', 'till'@'localhost';
GRANT SELECT (account_id, audience, person_id, shop_id, state, is_sample, must_change_password)
  ON account TO 'sales'@'localhost', 'till'@'localhost';
GRANT SELECT ON account_label TO 'sales'@'localhost', 'till'@'localhost', 'office'@'localhost',
  'jobd'@'localhost';
GRANT SELECT ON account_role TO 'sales'@'localhost', 'till'@'localhost';
GRANT SELECT ON role_right TO 'sales'@'localhost', 'till'@'localhost', 'office'@'localhost';
GRANT INSERT ON audit_entry TO 'sales'@'localhost', 'till'@'localhost', 'office'@'localhost',
  'jobd'@'localhost';

-- Buyers and card holders are made and found at the counter; a person's row is
-- locked while caps are counted.
GRANT SELECT, INSERT, UPDATE (key_wrapped, name_sealed, kana_sealed, address_sealed,
  phone_sealed, has_card) ON person TO 'sales'@'localhost';
GRANT SELECT, INSERT ON person_claim TO 'sales'@'localhost';

GRANT SELECT ON audit_entry TO 'jobd'@'localhost';
GRANT SELECT, DELETE ON session TO 'jobd'@'localhost';
GRANT SELECT, DELETE ON mail_code TO 'jobd'@'localhost';
GRANT SELECT, DELETE ON sign_in_pair TO 'jobd'@'localhost';
GRANT SELECT, DELETE ON sign_in_name TO 'jobd'@'localhost';

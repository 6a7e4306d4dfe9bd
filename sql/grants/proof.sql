-- The sealer writes chains and roots; nobody changes or removes one.
GRANT SELECT, INSERT ON chain_seal TO 'jobd'@'localhost';
GRANT SELECT, INSERT, UPDATE ON chain_mark TO 'jobd'@'localhost';
GRANT SELECT, INSERT ON proof_root TO 'jobd'@'localhost';

-- Who sees the acts is told which are sealed; who sees the proof, the roots.
GRANT SELECT (chain, last_id) ON chain_seal TO 'people'@'localhost';
GRANT SELECT ON proof_root TO 'office'@'localhost';

-- The proof reads what it must, writes nothing, and holds no key.
GRANT SELECT ON audit_entry TO 'proof'@'localhost';
GRANT SELECT ON posting TO 'proof'@'localhost';
GRANT SELECT ON entry TO 'proof'@'localhost';
GRANT SELECT ON chain_seal TO 'proof'@'localhost';
GRANT SELECT ON chain_mark TO 'proof'@'localhost';
GRANT SELECT ON proof_root TO 'proof'@'localhost';

-- A backup's manifest names the newest root.
GRANT SELECT ON proof_root TO 'backup'@'localhost';

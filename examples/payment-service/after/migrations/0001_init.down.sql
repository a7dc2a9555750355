SET LOCAL lock_timeout = '5s';

DROP TABLE ledger_entries;
DROP TABLE payments;
DROP TABLE accounts;

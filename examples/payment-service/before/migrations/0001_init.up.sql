SET LOCAL lock_timeout = '5s';

CREATE TABLE accounts (
  account_id uuid PRIMARY KEY,
  currency text NOT NULL CHECK (currency IN ('EUR', 'GBP', 'USD')),
  balance_cents bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (account_id, currency)
);

CREATE TABLE payments (
  payment_id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  currency text NOT NULL CHECK (currency IN ('EUR', 'GBP', 'USD')),
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'captured', 'declined')),
  charge_id text UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  captured_at timestamptz,
  CHECK ((status = 'captured') = (charge_id IS NOT NULL)),
  -- The currency is part of the key: an account is only ever paid in its own.
  FOREIGN KEY (account_id, currency) REFERENCES accounts (account_id, currency)
);

CREATE INDEX payments_account_id_currency_idx ON payments (account_id, currency);

CREATE TABLE ledger_entries (
  ledger_entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments (payment_id),
  kind text NOT NULL CHECK (kind IN ('debit', 'credit')),
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Also the index of the foreign key.
  CONSTRAINT ledger_entries_payment_id_kind_key UNIQUE (payment_id, kind)
);

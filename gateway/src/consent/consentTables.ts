/**
 * Tables of the consent vault. Everything about a person is in `sealed` columns, encrypted under a key per person and dataset; the keys are in a
 * table of their own, so that a backup of all but `gateway.consent_key` holds nothing that erasure leaves behind. What stays in clear: the
 * commitment, a status, numbers.
 */
export const CONSENT_TABLES = `
CREATE TABLE IF NOT EXISTS gateway.consent_key (
  entry_id text PRIMARY KEY,
  data_key text NOT NULL
);
CREATE TABLE IF NOT EXISTS gateway.consent_entry (
  entry_id text PRIMARY KEY,
  dataset_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('consent', 'opt-out')),
  record_hash text,
  sealed text,
  batch integer,
  leaf_index integer,
  sent boolean NOT NULL DEFAULT false,
  erased_at bigint
);
CREATE INDEX IF NOT EXISTS consent_entry_dataset ON gateway.consent_entry (dataset_id, kind);
CREATE UNIQUE INDEX IF NOT EXISTS consent_entry_hash ON gateway.consent_entry (dataset_id, record_hash);
CREATE TABLE IF NOT EXISTS gateway.consent_batch (
  dataset_id text NOT NULL,
  batch integer NOT NULL,
  root text NOT NULL,
  leaves integer NOT NULL,
  made_at bigint NOT NULL,
  anchored boolean NOT NULL DEFAULT false,
  PRIMARY KEY (dataset_id, batch)
);
`;

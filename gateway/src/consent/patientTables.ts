/**
 * Tables of what patients do by themselves: keys that a link from the hospital carries, by their addresses, and signed withdrawals. Neither names
 * anybody: a key leads to an entry of the vault, and to nothing once that is erased; a withdrawal holds hashes.
 */
export const PATIENT_TABLES = `
CREATE TABLE IF NOT EXISTS gateway.patient_key (
  account text PRIMARY KEY,
  dataset_id text NOT NULL,
  entry_id text NOT NULL,
  jurisdiction text NOT NULL
);
CREATE TABLE IF NOT EXISTS gateway.withdrawal_message (
  dataset_id text NOT NULL,
  nullifier text NOT NULL,
  consent_key text NOT NULL,
  body text NOT NULL,
  received_at bigint NOT NULL,
  sent boolean NOT NULL DEFAULT false,
  PRIMARY KEY (dataset_id, nullifier)
);
CREATE INDEX IF NOT EXISTS withdrawal_message_key ON gateway.withdrawal_message (dataset_id, consent_key);
`;

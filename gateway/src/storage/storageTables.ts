/**
 * Tables of storage. `stored_content` is what this hub keeps, `pin_replica` where; `order_release` holds key releases, each sealed under a key of its
 * own in `order_record_key`, so that a backup of all but that table holds no wrapped key. `order_content` says which contents an order claims, and
 * `order_retention` how far its end has come: each step is written when it is done and may be done again. `key_log` only grows; the trigger
 * refuses anything else, and `key_log_head` makes writers wait for one another.
 */
export const STORAGE_TABLES = `
CREATE TABLE IF NOT EXISTS gateway.stored_content (
  cid text PRIMARY KEY,
  digest text,
  kind text NOT NULL CHECK (kind IN ('order', 'document')),
  registered_at bigint NOT NULL,
  ending boolean NOT NULL DEFAULT false,
  next_look_at bigint NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS stored_content_look ON gateway.stored_content (next_look_at) WHERE NOT ending;
CREATE TABLE IF NOT EXISTS gateway.pin_replica (
  cid text NOT NULL,
  backend text NOT NULL,
  state text NOT NULL CHECK (state IN ('wanted', 'pending', 'pinned', 'failed', 'lost')),
  fault text,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at bigint NOT NULL DEFAULT 0,
  sampled_at bigint NOT NULL DEFAULT 0,
  verified_at bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (cid, backend)
);
CREATE TABLE IF NOT EXISTS gateway.integrity_finding (
  finding_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cid text NOT NULL,
  backend text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('missing', 'changed', 'unpinned', 'unreachable')),
  detail text NOT NULL,
  found_at bigint NOT NULL,
  repaired_at bigint
);
CREATE UNIQUE INDEX IF NOT EXISTS integrity_finding_open
  ON gateway.integrity_finding (cid, backend, kind) WHERE repaired_at IS NULL;
CREATE TABLE IF NOT EXISTS gateway.order_release (
  order_id numeric PRIMARY KEY,
  lead text NOT NULL,
  release_digest text NOT NULL,
  sealed text,
  received_at bigint NOT NULL,
  destroyed_at bigint
);
CREATE TABLE IF NOT EXISTS gateway.order_record_key (
  order_id numeric PRIMARY KEY,
  record_key text NOT NULL
);
CREATE TABLE IF NOT EXISTS gateway.order_content (
  order_id numeric NOT NULL,
  cid text NOT NULL,
  PRIMARY KEY (order_id, cid)
);
CREATE INDEX IF NOT EXISTS order_content_cid ON gateway.order_content (cid);
CREATE TABLE IF NOT EXISTS gateway.order_retention (
  order_id numeric PRIMARY KEY,
  next_look_at bigint NOT NULL DEFAULT 0,
  due_at bigint,
  key_destroyed_at bigint,
  receipt text,
  completed_at bigint
);
CREATE TABLE IF NOT EXISTS gateway.key_log_head (
  chain_id bigint PRIMARY KEY,
  sequence bigint NOT NULL,
  hash text NOT NULL,
  not_before bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS gateway.key_log (
  sequence bigint PRIMARY KEY,
  day text NOT NULL,
  order_id numeric NOT NULL,
  detail text NOT NULL,
  detail_digest text NOT NULL,
  previous text NOT NULL,
  hash text NOT NULL
);
CREATE INDEX IF NOT EXISTS key_log_order ON gateway.key_log (order_id, sequence);
CREATE INDEX IF NOT EXISTS key_log_by_day ON gateway.key_log (day, sequence);
CREATE TABLE IF NOT EXISTS gateway.key_log_day (
  day text PRIMARY KEY,
  document text NOT NULL,
  digest text NOT NULL,
  head text NOT NULL,
  next_sequence bigint NOT NULL,
  signer text,
  signature text,
  cid text,
  anchor_hash text
);
CREATE TABLE IF NOT EXISTS gateway.key_log_anchor (
  hash text PRIMARY KEY,
  day text NOT NULL,
  raw text NOT NULL,
  nonce bigint NOT NULL,
  sent_at bigint NOT NULL,
  block_number bigint
);
CREATE OR REPLACE FUNCTION gateway.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the key log only grows';
END $$;
CREATE OR REPLACE TRIGGER key_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON gateway.key_log
  FOR EACH STATEMENT EXECUTE FUNCTION gateway.refuse_change();
`;

/**
 * Tables of the EHDS lane. A case is one application (Art. 67) or data request (Art. 69) before one country's access body; its acts are append
 * only, each with the signature it came with, and say everything: columns of the case repeat what lists search by. Full applications, which
 * name people, are kept sealed to the access body; no column holds a natural person's name. The log of accesses to records is kept for a year at
 * least (Regulation (EU) 2025/327 Art. 73(1)(e)): the database itself refuses to lose or change an entry before.
 */
export const PERMIT_TABLES = `
CREATE TABLE IF NOT EXISTS gateway.access_body (
  country text PRIMARY KEY,
  account text NOT NULL,
  body text NOT NULL,
  registered_at bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS gateway.permit_case (
  application_hash text NOT NULL,
  country text NOT NULL,
  lane text NOT NULL CHECK (lane IN ('permit', 'request')),
  account text NOT NULL,
  applicant text,
  applicant_class text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  purposes text[] NOT NULL,
  categories text[] NOT NULL,
  dataset_ids text[] NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (application_hash, country)
);
CREATE INDEX IF NOT EXISTS permit_case_received ON gateway.permit_case (received_at DESC, application_hash, country);
CREATE TABLE IF NOT EXISTS gateway.permit_act (
  application_hash text NOT NULL,
  country text NOT NULL,
  sequence integer NOT NULL,
  kind text NOT NULL,
  actor text NOT NULL,
  signer text,
  acted_at bigint NOT NULL,
  body text NOT NULL,
  expires bigint,
  signature text,
  PRIMARY KEY (application_hash, country, sequence),
  FOREIGN KEY (application_hash, country) REFERENCES gateway.permit_case
);
CREATE TABLE IF NOT EXISTS gateway.permit_sealed (
  document_hash text NOT NULL,
  country text NOT NULL,
  envelope text NOT NULL,
  PRIMARY KEY (document_hash, country)
);
CREATE TABLE IF NOT EXISTS gateway.permit_reminder (
  application_hash text NOT NULL,
  country text NOT NULL,
  kind text NOT NULL,
  dataset_id text NOT NULL DEFAULT '',
  days_before integer NOT NULL,
  due_at bigint NOT NULL,
  party text NOT NULL,
  made_at bigint NOT NULL,
  PRIMARY KEY (application_hash, country, kind, dataset_id, days_before, due_at)
);
CREATE TABLE IF NOT EXISTS gateway.complaint (
  complaint_id text PRIMARY KEY,
  receipt_digest text NOT NULL,
  country text NOT NULL,
  article text NOT NULL,
  queue text NOT NULL CHECK (queue IN ('access-body', 'data-protection')),
  envelope text NOT NULL,
  lodged_at bigint NOT NULL,
  steps text NOT NULL DEFAULT '[]'
);
CREATE TABLE IF NOT EXISTS gateway.feasibility (
  dataset_id text NOT NULL,
  question_digest text NOT NULL,
  cohort text NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  answer text,
  answered_at bigint,
  PRIMARY KEY (dataset_id, question_digest)
);
CREATE TABLE IF NOT EXISTS gateway.feasibility_asker (
  dataset_id text NOT NULL,
  question_digest text NOT NULL,
  account text NOT NULL,
  asked_at bigint NOT NULL,
  PRIMARY KEY (dataset_id, question_digest, account)
);
CREATE TABLE IF NOT EXISTS gateway.holder_declaration (
  dataset_id text PRIMARY KEY,
  account text NOT NULL,
  body text NOT NULL,
  reviewed_on text NOT NULL,
  declared_at bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS gateway.review_reminder (
  dataset_id text NOT NULL,
  due_on text NOT NULL,
  state text NOT NULL CHECK (state IN ('due-soon', 'overdue')),
  account text NOT NULL,
  made_at bigint NOT NULL,
  PRIMARY KEY (dataset_id, due_on, state)
);
CREATE TABLE IF NOT EXISTS gateway.permit_alarm (
  order_id text NOT NULL,
  dataset_id text NOT NULL,
  kind text NOT NULL,
  against text NOT NULL DEFAULT '',
  told_by text NOT NULL,
  told_at bigint NOT NULL,
  PRIMARY KEY (order_id, dataset_id, kind, against)
);
CREATE TABLE IF NOT EXISTS gateway.register_import (
  digest text PRIMARY KEY,
  country text NOT NULL,
  entries integer NOT NULL,
  made_at bigint NOT NULL,
  body text NOT NULL,
  imported_by text NOT NULL,
  imported_at bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS gateway.access_log (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application_hash text NOT NULL,
  country text NOT NULL,
  account text NOT NULL,
  granted boolean NOT NULL,
  asked_at bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS access_log_case ON gateway.access_log (application_hash, country, sequence);
CREATE OR REPLACE FUNCTION gateway.keep_access_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.asked_at < extract(epoch FROM now()) - 366 * 86400 THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'the access log is kept for a year and never changed';
END $$;
CREATE OR REPLACE TRIGGER access_log_is_kept BEFORE UPDATE OR DELETE ON gateway.access_log
  FOR EACH ROW EXECUTE FUNCTION gateway.keep_access_log();
CREATE OR REPLACE TRIGGER access_log_is_not_emptied BEFORE TRUNCATE ON gateway.access_log
  FOR EACH STATEMENT EXECUTE FUNCTION gateway.keep_access_log();
`;

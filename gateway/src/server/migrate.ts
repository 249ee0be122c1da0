import { CATALOGUE_TABLES } from "../catalogue/catalogueTables.ts";
import { CONSENT_TABLES } from "../consent/consentTables.ts";
import type { Database } from "../database/Database.ts";
import { PERMIT_TABLES } from "../permits/permitTables.ts";

/**
 * The gateway's own tables, in the SQL schema `gateway` (the index has `subgraph`). `document` caches content by digest and use (a digest
 * named in two uses must not spoil one through the other): body is the exact text; fault says why a document that was found is unusable.
 */
const TABLES = `
CREATE SCHEMA IF NOT EXISTS gateway;
CREATE TABLE IF NOT EXISTS gateway.document (
  digest text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('catalogue', 'schema', 'spec', 'manifest', 'certificate')),
  body text,
  fault text,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (digest, kind)
);
CREATE INDEX IF NOT EXISTS document_wanted ON gateway.document (next_attempt_at) WHERE body IS NULL AND fault IS NULL;
CREATE TABLE IF NOT EXISTS gateway.key_release (
  order_id numeric PRIMARY KEY,
  lead text NOT NULL,
  body text NOT NULL,
  received_at bigint NOT NULL
);
`;

/** Makes the gateway's tables where they are missing; safe to run at every start. */
export async function migrate(database: Database): Promise<void> {
  await database.execute(TABLES);
  await database.execute(CATALOGUE_TABLES);
  await database.execute(PERMIT_TABLES);
  await database.execute(CONSENT_TABLES);
}

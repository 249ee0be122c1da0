import { CATALOGUE_TABLES } from "../catalogue/catalogueTables.ts";
import { CONSENT_TABLES } from "../consent/consentTables.ts";
import { PATIENT_TABLES } from "../consent/patientTables.ts";
import type { Database } from "../database/Database.ts";
import { applySteps, type MigrationStep } from "../operations/migrations/applySteps.ts";
import { OPERATIONS_TABLES } from "../operations/operationsTables.ts";
import { PERMIT_TABLES } from "../permits/permitTables.ts";
import { STORAGE_TABLES } from "../storage/storageTables.ts";
import { SESSION_TABLES } from "./session/sessionTables.ts";

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
`;

/** What the database has to have, part by part. */
const STEPS: readonly MigrationStep[] = [
  { name: "gateway", sql: TABLES },
  { name: "catalogue", sql: CATALOGUE_TABLES },
  { name: "permits", sql: PERMIT_TABLES },
  { name: "consent", sql: CONSENT_TABLES },
  { name: "patient", sql: PATIENT_TABLES },
  { name: "session", sql: SESSION_TABLES },
  { name: "storage", sql: STORAGE_TABLES },
  { name: "operations", sql: OPERATIONS_TABLES },
];

/** Makes the gateway's tables where they are missing; safe to run at every start, also of several replicas. Throws E8009 on a newer database. */
export async function migrate(database: Database): Promise<void> {
  await applySteps(database, STEPS);
}

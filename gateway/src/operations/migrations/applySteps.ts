import { createHash } from "node:crypto";
import { SymbolonError } from "@symbolon/protocol";
import type { Database } from "../../database/Database.ts";
import { DATABASE_CLOCK_MS } from "../databaseClock.ts";

/** SQL that brings one part of the database to what this version needs. Running it where it ran before must change nothing (IF NOT EXISTS). */
export type MigrationStep = { readonly name: string; readonly sql: string };

/** Any number, the same in every replica (PostgreSQL, "Advisory Locks"). Held to the end of the batch it begins. */
const LOCK = "SELECT pg_advisory_xact_lock(7305301);";

const HISTORY = `
CREATE SCHEMA IF NOT EXISTS gateway;
CREATE TABLE IF NOT EXISTS gateway.migration (
  name text NOT NULL,
  digest text NOT NULL,
  applied_at bigint NOT NULL,
  PRIMARY KEY (name, digest)
);
`;

/**
 * Runs every step whose text did not run on this database yet, in order, each wholly or not at all, and notes it. Replicas that start together wait
 * for each other. Gives the names of the steps that ran. Throws E8009, before it changes anything, when the database knows steps that this version does not.
 */
export async function applySteps(database: Database, steps: readonly MigrationStep[]): Promise<string[]> {
  for (const { name } of steps)
    if (!/^[a-z-]+$/.test(name)) throw new TypeError(`no name for a step: ${name}`);
  await database.execute(`${LOCK}${HISTORY}`);
  const history = await database.query<{ name: string; digest: string }>(
    "SELECT name, digest FROM gateway.migration ORDER BY name",
  );
  const unknown = new Set(history.map(({ name }) => name));
  for (const { name } of steps) unknown.delete(name);
  if (unknown.size > 0) throw new SymbolonError("E8009", { steps: [...unknown].join(", ") });
  const ran: string[] = [];
  for (const { name, sql } of steps) {
    const digest = createHash("sha256").update(sql).digest("hex");
    if (history.some((done) => done.name === name && done.digest === digest)) continue;
    await database.execute(
      `${LOCK}${sql}; INSERT INTO gateway.migration VALUES ('${name}', '${digest}', ${DATABASE_CLOCK_MS}) ON CONFLICT DO NOTHING`,
    );
    ran.push(name);
  }
  return ran;
}

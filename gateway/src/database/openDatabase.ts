import type { Database } from "./Database.ts";
import { openPgliteDatabase } from "./openPgliteDatabase.ts";
import { openPostgresDatabase } from "./openPostgresDatabase.ts";

/**
 * Opens the database a gateway is configured with: the PostgreSQL server of `url`, else PGlite.
 * @param options.url PostgreSQL URL (DATABASE_URL)
 * @param options.folder PGlite's data folder; left out with no url, the data lives in memory
 */
export function openDatabase(options: {
  url?: string | undefined;
  folder?: string | undefined;
}): Promise<Database> {
  return options.url ? openPostgresDatabase(options.url) : openPgliteDatabase(options.folder);
}

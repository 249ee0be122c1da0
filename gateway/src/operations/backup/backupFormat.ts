import { z } from "zod";

/** A table of the backup with its columns in the order of the database; `type` in PostgreSQL's words. */
const Table = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).min(1),
});

/**
 * First line of a backup. `data` holds everything but keys; `keys` holds only the key tables and stops being restorable at `expiresAt`, because what
 * was erased meanwhile must not come back with an old key.
 */
export const BackupHeader = z.object({
  format: z.literal("symbolon-backup/1"),
  kind: z.enum(["data", "keys"]),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  chainId: z.number().int(),
  market: z.string(),
  tables: z.array(Table),
});
export type BackupHeader = z.infer<typeof BackupHeader>;

/** Any line after the first: rows of a table (each value in PostgreSQL's text form, so that nothing is rounded or changed), a pin, a part of the pin's content, or the end with its counts and the sha256 of all lines before it. */
export const BackupLine = z.union([
  z.strictObject({ table: z.string(), rows: z.array(z.array(z.string().nullable())) }),
  z.strictObject({ pin: z.string(), sizeBytes: z.number().int().nullable() }),
  z.strictObject({ part: z.base64() }),
  z.strictObject({ end: z.object({ rows: z.number().int(), pins: z.number().int() }), sha256: z.string() }),
]);
export type BackupLine = z.infer<typeof BackupLine>;

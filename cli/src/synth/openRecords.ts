import type { SynthSchema } from "@symbolon/protocol";
import { openPostgresTable, openTable } from "@symbolon/synth-worker/files";
import type { TableSource } from "@symbolon/synth-worker/synthesis";
import type { SourceOptions } from "./synthOptions.ts";

/** Opens the private records, of which counts can be asked; the caller closes them. Throws as openTable and openPostgresTable do. */
export async function openRecords(
  source: SourceOptions,
  schema: SynthSchema,
  say: (line: string) => void,
): Promise<TableSource & { close(): void | Promise<void> }> {
  if (source.kind === "file") return await openTable(source.file, schema);
  const { url, table, statementSeconds } = source;
  const opened = await openPostgresTable(url, table, schema, { statementSeconds });
  say(`table ${opened.shown}, read only`);
  if (!opened.encrypted)
    say(
      "  the connection is NOT encrypted: counts of records cross the network in the clear (?sslmode=verify-full)",
    );
  return opened;
}

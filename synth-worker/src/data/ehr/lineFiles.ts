import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { closedStream } from "../closedStream.ts";
import { partName } from "../partName.ts";

/** ndjson files while they are written. */
export type LineFiles = {
  write(name: string, value: unknown): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
};

/** One ndjson file per name in `folder` (FHIR Bulk Data: Patient.ndjson and so on); they appear under their names when all are complete. */
export async function lineFiles(folder: string, names: readonly string[]): Promise<LineFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (name: string) => join(folder, `${name}.ndjson`);
  const files = new Map(
    names.map((name) => {
      const part = partName(pathOf(name));
      const stream = createWriteStream(part, { mode: 0o600 });
      const failed = once(stream, "error").then(([error]) => {
        throw error as Error;
      });
      failed.catch(() => {});
      return [name, { part, stream, failed }] as const;
    }),
  );
  return {
    async write(name, value) {
      const { stream, failed } = files.get(name)!;
      if (!stream.write(`${JSON.stringify(value)}\n`)) await Promise.race([once(stream, "drain"), failed]);
    },
    async finish() {
      for (const { stream, failed } of files.values()) {
        stream.end();
        if (!stream.writableFinished) await Promise.race([once(stream, "finish"), failed]);
      }
      for (const [name, { part }] of files) await rename(part, pathOf(name));
    },
    async abandon() {
      for (const { part, stream } of files.values()) {
        await closedStream(stream);
        await rm(part, { force: true });
      }
    },
  };
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { splitLines } from "@symbolon/protocol";
import type { FhirEntry } from "../../ehr/import/sourceEntry.ts";
import type { PersonEntry } from "./readFhirFile.ts";

/** Characters kept for all parts together before they are written. */
const PENDING_CHARACTERS = 16 * 2 ** 20;

/** Resources in parts, each with all that is about its people. */
export type Parts = {
  readonly medications: readonly FhirEntry[];
  parts(): AsyncGenerator<FhirEntry[]>;
  /** Deletes what was written. */
  close(): Promise<void>;
};

/**
 * Parts resources by patient into `count` files of a new folder that only its owner may read, so that one part at a time is in memory. With a count of 1
 * nothing is written. Medications, which several patients share, are kept apart. The files hold records as they came: close() deletes them, also after a failure.
 */
export async function partByPerson(entries: AsyncIterable<PersonEntry>, count: number): Promise<Parts> {
  const medications: FhirEntry[] = [];
  if (count === 1) {
    const all: FhirEntry[] = [];
    for await (const entry of entries) (isMedication(entry) ? medications : all).push(entry);
    return { medications, parts: once(all), close: async () => {} };
  }
  const folder = await mkdtemp(join(tmpdir(), "symbolon-ehr-"));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const files: FileHandle[] = [];
    try {
      // One after the other: an opening still under way when another one fails would make its file after the folder is deleted.
      while (files.length < count) files.push(await open(join(folder, String(files.length)), "wx", 0o600));
      const pending: string[] = new Array(count).fill("");
      let characters = 0;
      const flush = async () => {
        for (const [part, text] of pending.entries()) if (text !== "") await files[part]!.appendFile(text);
        pending.fill("");
        characters = 0;
      };
      for await (const entry of entries) {
        if (isMedication(entry)) {
          medications.push(entry);
          continue;
        }
        const { person, ...rest } = entry;
        const part = partOf(person, count);
        const line = `${JSON.stringify(rest)}\n`;
        pending[part] += line;
        characters += line.length;
        if (characters > PENDING_CHARACTERS) await flush();
      }
      await flush();
    } finally {
      await Promise.all(files.map((file) => file.close()));
    }
  } catch (error) {
    await close();
    throw error;
  }
  async function* parts(): AsyncGenerator<FhirEntry[]> {
    for (let part = 0; part < count; part++) {
      const entries: FhirEntry[] = [];
      const lines = splitLines(createReadStream(join(folder, String(part))));
      for await (const line of lines) entries.push(JSON.parse(line) as FhirEntry);
      if (entries.length > 0) yield entries;
    }
  }
  return { medications, parts, close };
}

function once(entries: FhirEntry[]): () => AsyncGenerator<FhirEntry[]> {
  return async function* () {
    yield entries;
  };
}

function isMedication({ resource }: FhirEntry): boolean {
  return (resource as { resourceType?: unknown } | undefined)?.resourceType === "Medication";
}

/** Not a secret: only that one patient's resources meet, in parts of about one size. */
function partOf(person: string | undefined, count: number): number {
  return (
    createHash("sha256")
      .update(person ?? "")
      .digest()
      .readUInt32BE(0) % count
  );
}

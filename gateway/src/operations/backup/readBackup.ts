import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { SymbolonError, splitLines } from "@symbolon/protocol";
import { BackupHeader, BackupLine } from "./backupFormat.ts";

type BodyLine = Exclude<BackupLine, { sha256: string }>;

/**
 * Reads a backup from beginning to end: `begin` gets its first line, `take` every other one but the last. The last line's checksum and counts are
 * compared with what was read, so a file that was cut or changed is E8007 (but what came before was taken: read once for checking, once for use).
 */
export async function readBackup(
  file: string,
  begin: (header: BackupHeader) => Promise<void>,
  take: (line: BodyLine) => Promise<void>,
): Promise<void> {
  const gunzip = createGunzip();
  const source = pipeline(createReadStream(file), gunzip);
  // A fault of the file comes out of the lines, too.
  source.catch(() => undefined);
  try {
    await readLines(splitLines(gunzip), begin, take);
    await source;
  } catch (cause) {
    // The file itself, and not what was done with a line of it.
    const isFile = cause === gunzip.errored || (cause as NodeJS.ErrnoException).syscall === "open";
    throw isFile ? unusable(cause instanceof Error ? cause.message : String(cause)) : cause;
  } finally {
    gunzip.destroy();
  }
}

async function readLines(
  lines: AsyncIterable<string>,
  begin: (header: BackupHeader) => Promise<void>,
  take: (line: BodyLine) => Promise<void>,
): Promise<void> {
  const hash = createHash("sha256");
  const counted = { rows: 0, pins: 0 };
  let hasBegun = false;
  let hasEnded = false;
  for await (const text of lines) {
    if (hasEnded) throw unusable("it goes on after its end");
    if (!hasBegun) {
      hasBegun = true;
      await begin(parse(BackupHeader, text));
    } else {
      const line = parse(BackupLine, text);
      if ("sha256" in line) {
        hasEnded = true;
        if (line.sha256 !== hash.copy().digest("hex")) throw unusable("its checksum does not fit");
        if (line.end.rows !== counted.rows || line.end.pins !== counted.pins)
          throw unusable("its counts do not fit");
        continue;
      }
      if ("rows" in line) counted.rows += line.rows.length;
      if ("pin" in line) counted.pins += 1;
      await take(line);
    }
    hash.update(`${text}\n`);
  }
  if (!hasEnded) throw unusable("its end is missing");
}

function parse<T>(schema: { safeParse(value: unknown): { success: boolean; data?: T } }, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SymbolonError("E8007", { reason: "a line is no JSON" }, { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success || result.data === undefined)
    throw unusable("a line is not of format symbolon-backup/1");
  return result.data;
}

function unusable(reason: string): SymbolonError {
  return new SymbolonError("E8007", { reason });
}

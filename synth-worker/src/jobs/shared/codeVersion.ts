import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { digestOfBytes, type Manifest, SymbolonError } from "@symbolon/protocol";

const run = promisify(execFile);
const room = new URL("../../../", import.meta.url);

/** A manifest's code without the engine, which the order names. */
export type CodeVersion = Omit<Manifest["code"], "engine">;

/**
 * Which code this process runs: package version, git commit ("unknown" outside a checkout) and sha256 of the lock file. Read once at
 * start; nodes that differ do not sign one manifest. Throws E8003 when the lock file is missing.
 */
export async function codeVersion(): Promise<CodeVersion> {
  const { version } = JSON.parse(await readFile(new URL("package.json", room), "utf8")) as {
    version: string;
  };
  let lock: Uint8Array;
  try {
    lock = await readFile(new URL("../package-lock.json", room));
  } catch (cause) {
    throw new SymbolonError("E8003", { reason: "package-lock.json is missing beside the rooms" }, { cause });
  }
  const commit = await run("git", ["rev-parse", "HEAD"], { cwd: fileURLToPath(room) })
    .then(({ stdout }) => stdout.trim())
    .catch(() => "unknown");
  return { version, commit, lockHash: digestOfBytes(lock) };
}

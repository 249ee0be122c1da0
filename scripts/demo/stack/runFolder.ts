import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";

/** A run's folder: state and logs of every process; removed by close() unless kept. */
export type RunFolder = { readonly path: string; readonly recovered: boolean; close(keep: boolean): void };

/**
 * Makes `<home>/<name>` for one run. A folder left by a run that was killed is cleared (its processes ended with their parent); one that
 * belongs to a living run is left alone and `<name>-2`, `-3`, … is taken. Throws E8002 when the home cannot be written.
 */
export function openRunFolder(home: string, name: string): RunFolder {
  try {
    mkdirSync(home, { recursive: true });
    for (let n = 1; ; n++) {
      const path = join(home, n === 1 ? name : `${name}-${n}`);
      const owner = ownerOf(path);
      if (owner !== null && isAlive(owner)) continue;
      rmSync(path, { recursive: true, force: true });
      mkdirSync(join(path, "logs"), { recursive: true });
      writeFileSync(join(path, "pid"), String(process.pid));
      return {
        path,
        recovered: owner !== null,
        close(keep) {
          rmSync(join(path, "pid"), { force: true });
          if (!keep) rmSync(path, { recursive: true, force: true });
        },
      };
    }
  } catch (cause) {
    const reason =
      cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause);
    throw new SymbolonError("E8002", { path: home, reason }, { cause });
  }
}

function ownerOf(path: string): number | null {
  try {
    return Number(readFileSync(join(path, "pid"), "utf8")) || null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}

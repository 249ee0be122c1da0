import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import type { Logger } from "pino";
import { type RestoreReport, restoreBackup } from "../backup/restoreBackup.ts";
import type { HubEnvironment } from "./environment.ts";
import { openResting } from "./openResting.ts";

/** What is there before a hub ever kept anything: its lock and its token. */
const NOT_DATA = new Set(["lock", "lock.owner", "ipfs.token"]);

/**
 * Restores a backup into a folder that holds nothing yet, or keys into the hub that was just restored there. When it fails, what it made in an empty
 * folder is taken away again, so that the next try finds the folder empty. Throws E8008 for a folder with data, and as restoreBackup does.
 */
export async function restoreHub(
  environment: HubEnvironment,
  file: string,
  kind: "data" | "keys",
  log: Logger,
): Promise<RestoreReport> {
  const { dataFolder } = environment;
  const isEmpty = readdirSync(dataFolder).every((name) => NOT_DATA.has(name));
  if (kind === "data" && !isEmpty) throw new SymbolonError("E8008", { path: dataFolder });
  const hub = await openResting(environment, log);
  try {
    const report = await restoreBackup(hub, file);
    await hub.close();
    return report;
  } catch (error) {
    await hub.close();
    if (isEmpty)
      for (const name of ["database", "ipfs"])
        await rm(join(dataFolder, name), { recursive: true, force: true });
    throw error;
  }
}

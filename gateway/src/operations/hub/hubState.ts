import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const HubState = z.object({
  pid: z.number().int(),
  url: z.url(),
  ipfsUrl: z.url(),
  controlUrl: z.url(),
  controlToken: z.string().min(32),
  startedAt: z.iso.datetime(),
});

/** How a running hub is reached by commands on its machine; only its owner can read the file. */
export type HubState = z.infer<typeof HubState>;

const fileIn = (folder: string) => join(folder, "hub.json");

/** Says in the data folder that a hub runs there. */
export function writeHubState(folder: string, state: HubState): void {
  rmSync(fileIn(folder), { force: true });
  writeFileSync(fileIn(folder), JSON.stringify(state), { mode: 0o600 });
}

/** The hub that says it runs on this folder; whether it still lives shows when it is asked. Throws E8006 when none says so. */
export function readHubState(folder: string): HubState {
  try {
    return HubState.parse(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch (cause) {
    throw new SymbolonError("E8006", { path: folder }, { cause });
  }
}

/** Takes the word back. */
export function removeHubState(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

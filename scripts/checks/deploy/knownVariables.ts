import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where each kind of process reads its variables (house rule 7), by the entry that starts it. */
const ENVIRONMENTS: Readonly<Record<string, readonly string[]>> = {
  "gateway/src/main.ts": ["gateway/src/environment.ts"],
  "gateway/src/operations/hub/main.ts": [
    "gateway/src/environment.ts",
    "gateway/src/operations/hub/environment.ts",
  ],
  "synth-worker/src/jobs/worker/main.ts": [
    "synth-worker/src/jobs/worker/environment.ts",
    "synth-worker/src/jobs/shared/environmentFields.ts",
  ],
};
/** The command line starts the hub's process. */
const HUB = "gateway/src/operations/hub/main.ts";

/** Variables that the process of a container's command reads; null for a command that is none of ours. No command: the image's own, a hub. */
export async function knownVariables(
  root: string,
  command: readonly string[] | null,
): Promise<ReadonlySet<string> | null> {
  const entry = command === null || command.includes("cli/src/main.ts") ? HUB : (command[1] ?? "");
  const files = ENVIRONMENTS[entry];
  if (files === undefined) return null;
  const names = new Set<string>();
  for (const file of files) {
    const text = await readFile(join(root, file), "utf8");
    for (const [, name] of text.matchAll(/^\s+([A-Z][A-Z0-9_]+): /gm)) names.add(name!);
  }
  return names;
}

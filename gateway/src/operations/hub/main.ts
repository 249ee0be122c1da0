import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import { createLogger } from "../../process/createLogger.ts";
import { runProcess } from "../../process/runProcess.ts";
import { writeBackup } from "../backup/writeBackup.ts";
import { askHub } from "./askHub.ts";
import { readHubEnvironment, readHubFolder } from "./environment.ts";
import { openResting } from "./openResting.ts";
import { restoreHub } from "./restoreHub.ts";
import { startHub } from "./startHub.ts";

const log = createLogger("hub");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { keys: { type: "boolean", default: false } },
});
const [command = "start", subject = ""] = positionals;
const kind = values.keys ? "keys" : "data";

/** A backup by the hub that runs on the folder, else by this process. */
async function backup(): Promise<object> {
  const file = resolve(subject);
  try {
    return await askHub(readHubFolder(), "backup", { file, kind });
  } catch (error) {
    if (!(error instanceof SymbolonError && error.code === "E8006")) throw error;
  }
  const hub = await openResting(readHubEnvironment(), log);
  try {
    return await writeBackup(hub, file, kind);
  } finally {
    await hub.close();
  }
}

const COMMANDS: Readonly<Record<string, () => Promise<object>>> = {
  status: () => askHub(readHubFolder(), "status"),
  retry: () => askHub(readHubFolder(), "retry", { id: subject }),
  backup,
  restore: () => restoreHub(readHubEnvironment(), resolve(subject), kind, log),
};

/** Tells the result, or the error, as one JSON line on stdout, and to the parent when forked. */
function tell(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
  process.send?.(message);
}

const run = COMMANDS[command];
if (command === "start") await runProcess(log, async () => startHub(readHubEnvironment(), log));
else if (run === undefined) {
  process.stderr.write("start, status, backup FILE [--keys], restore FILE [--keys] or retry ID\n");
  process.exitCode = 2;
} else {
  try {
    tell({ result: await run() });
  } catch (cause) {
    const error =
      cause instanceof SymbolonError
        ? cause
        : new SymbolonError("E8004", { process: `hub ${command}`, reason: String(cause), log: "stderr" });
    log.fatal({ err: cause }, error.message);
    tell({ error: error.toJSON() });
    process.exitCode = 1;
  }
  process.disconnect?.();
}

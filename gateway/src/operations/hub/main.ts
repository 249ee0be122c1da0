import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { SymbolonError } from "@symbolon/protocol";
import { createLogger } from "../../process/createLogger.ts";
import { askHub } from "./askHub.ts";
import { readHubEnvironment, readHubFolder } from "./environment.ts";

// What a command does not need is not loaded: `status` answers at once.
const log = createLogger("hub");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { keys: { type: "boolean", default: false } },
});
const [command = "start", subject = ""] = positionals;
const kind = values.keys ? "keys" : "data";

async function start(): Promise<void> {
  const { runProcess } = await import("../../process/runProcess.ts");
  const { startHub } = await import("./startHub.ts");
  await runProcess(log, async () => startHub(readHubEnvironment(), log));
}

/** A backup by the hub that runs on the folder, else by this process. */
async function backup(): Promise<object> {
  const file = resolve(subject);
  try {
    return await askHub(readHubFolder(), "backup", { file, kind });
  } catch (error) {
    if (!(error instanceof SymbolonError && error.code === "E8006")) throw error;
  }
  const { openResting } = await import("./openResting.ts");
  const { writeBackup } = await import("../backup/writeBackup.ts");
  const hub = await openResting(readHubEnvironment(), log);
  try {
    return await writeBackup(hub, file, kind);
  } finally {
    await hub.close();
  }
}

async function restore(): Promise<object> {
  const { restoreHub } = await import("./restoreHub.ts");
  return await restoreHub(readHubEnvironment(), resolve(subject), kind, log);
}

const COMMANDS: Readonly<Record<string, () => Promise<object>>> = {
  status: () => askHub(readHubFolder(), "status"),
  retry: () => askHub(readHubFolder(), "retry", { id: subject }),
  backup,
  restore,
};

/** Tells the result, or the error, as one JSON line on stdout, and to the parent when forked. */
function tell(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
  process.send?.(message);
}

const run = COMMANDS[command];
if (command === "start") await start();
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

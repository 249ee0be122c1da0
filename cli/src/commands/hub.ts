import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { isErrorCode, SymbolonError } from "@symbolon/protocol";
import { readHubCommandEnvironment } from "../hub/environment.ts";
import { HUB_USAGE } from "../hub/hubUsage.ts";
import { runHubProcess } from "../hub/runHubProcess.ts";
import { superviseHub } from "../hub/superviseHub.ts";
import { output } from "../shared/output.ts";

const USAGE_FAULT = 2;
/** Arguments after the command's name. */
const OPERANDS: Readonly<Record<string, number>> = { start: 0, status: 0, backup: 1, restore: 1, retry: 1 };

/**
 * `symbolon hub`: runs a hub and looks after it. Every command is a process of the gateway's room; a hub that runs is asked by way of the file that it
 * keeps in its folder. Gives the exit code; throws the process's coded error (E8005 to E8009 among others).
 */
export async function hub(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      data: { type: "string" },
      worker: { type: "boolean", default: false },
      keys: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command = "", ...operands] = positionals;
  if (values.help || OPERANDS[command] !== operands.length) {
    console.log(HUB_USAGE);
    return values.help ? 0 : USAGE_FAULT;
  }
  const environment = readHubCommandEnvironment(values.data);
  if (command === "start") return await superviseHub(environment, values.worker);
  const isFile = command === "backup" || command === "restore";
  const args = [command, ...(isFile ? operands.map((file) => resolve(file)) : operands)];
  const child = runHubProcess("hub", values.keys ? [...args, "--keys"] : args, environment.hub);
  const { code, last } = await child.ended;
  if (last?.result === undefined) throw failure(command, code, last?.error);
  output(values.json).result(last.result, linesOf(command, last.result));
  return code;
}

function failure(command: string, exitCode: number, error: HubError | undefined): SymbolonError {
  if (error?.code === undefined || !isErrorCode(error.code))
    return new SymbolonError("E8004", {
      process: `hub ${command}`,
      reason: error?.what ?? `it ended with exit code ${exitCode}`,
      log: "standard error",
    });
  return new SymbolonError(error.code, {}, { received: { what: error.what ?? "", todo: error.todo ?? "" } });
}

type HubError = { readonly code?: string; readonly what?: string; readonly todo?: string };
type Index = { readonly indexedBlock: number; readonly lagBlocks: number; readonly healthy: boolean };
type Tasks = { readonly waiting: number; readonly running: number; readonly dead: number };
type DeadLetter = {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly todo: string;
};

/** A command's result in lines for a person. */
function linesOf(command: string, result: Record<string, unknown>): string[] {
  switch (command) {
    case "status": {
      const index = result.index as Index;
      const tasks = result.tasks as Tasks;
      const broken = Object.entries(result.health as Record<string, boolean>).flatMap(([part, works]) =>
        works || part === "ok" ? [] : [part],
      );
      const letters = (result.deadLetters as DeadLetter[]).map(
        ({ id, kind, code, todo }) => `  ${id}  ${kind}: ${code}. ${todo}`,
      );
      return [
        `${result.url}, process ${result.pid}, since ${result.startedAt}; storage ${result.ipfsUrl}`,
        broken.length === 0 ? "everything works" : `does not work: ${broken.join(", ")}`,
        `index at block ${index.indexedBlock}, ${index.lagBlocks} behind`,
        `tasks: ${tasks.waiting} waiting, ${tasks.running} running, ${tasks.dead} failed for good`,
        ...letters,
      ];
    }
    case "backup": {
      const unreadable = result.unreadable as string[];
      const gone = unreadable.length === 0 ? [] : [`content not readable here: ${unreadable.join(", ")}`];
      return [
        `${result.rows} rows, ${result.pins} pins in ${result.file}`,
        `sha256 ${result.sha256}`,
        ...gone,
      ];
    }
    case "restore": {
      const missing = result.missing as string[];
      const gone = missing.length === 0 ? [] : [`content to look for elsewhere: ${missing.join(", ")}`];
      return [`${result.rows} rows, ${result.pins} pins of ${result.madeAt}`, ...gone];
    }
    default:
      return [`task ${result.id} waits to be tried again`];
  }
}

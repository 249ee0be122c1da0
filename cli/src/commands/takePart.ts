import { fork } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CATALOGUE, type ErrorCode, type ErrorDetails, SymbolonError } from "@symbolon/protocol";
import type { Output } from "../shared/output.ts";

/** What a hospital's process tells its parent (jobs/shared/progress.ts, tellFailure.ts). */
type Told = {
  readonly type?: string;
  readonly step?: string;
  readonly detail?: string;
  readonly datasetId?: string;
  readonly error?: { readonly code?: string; readonly what?: string; readonly details?: ErrorDetails };
};

/**
 * `symbolon take-part ORDER`: a hospital without a running node serves one order. A process of the provider's node opens the records, makes every check
 * of a node, and sends each of the three nodes its sealed package; with `isAnswer` it measures the held-out records once the file is reported, and sends
 * the noisy figures. Beside a running node of the same folder nothing is drawn or sent twice. Throws the process's coded error; E8004 when it ends
 * without one.
 */
export async function takePart(
  options: {
    readonly orderId: bigint;
    readonly configFile: string;
    readonly stateFolder: string;
    readonly isAnswer: boolean;
    readonly waitSeconds: bigint | undefined;
    readonly privateKey: string;
    readonly rpcUrl: string;
    readonly deploymentFile: string;
    readonly ipfsUrl: string;
  },
  out: Output,
): Promise<void> {
  const { orderId, isAnswer, waitSeconds } = options;
  const stateFolder = resolve(options.stateFolder);
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  const command = isAnswer ? "answer" : "take-part";
  const wait = waitSeconds === undefined ? [] : ["--wait", waitSeconds.toString()];
  const told = await run([command, orderId.toString(), ...wait], {
    PRIVATE_KEY: options.privateKey,
    RPC_URL: options.rpcUrl,
    SYMBOLON_DEPLOYMENT: resolve(options.deploymentFile),
    IPFS_API_URL: options.ipfsUrl,
    PROVIDER_CONFIG: resolve(options.configFile),
    STATE_DIR: stateFolder,
    LOG_LEVEL: "fatal",
  });
  const steps = told.flatMap(({ type, step, detail }) =>
    type === "progress" && step !== undefined ? [{ step, detail: detail ?? null }] : [],
  );
  const datasetId = told.find(({ type }) => type === "ready")?.datasetId ?? null;
  const done = isAnswer
    ? "the evaluator has this hospital's answers"
    : "this hospital has given what the order asks for";
  const news = steps.length === 0 ? ["  it was sent before; nothing was drawn or sent again"] : [];
  out.result({ orderId, datasetId, command, steps }, [
    `order ${orderId}, dataset ${datasetId}: ${done}`,
    ...steps.map(({ step, detail }) => `  ${step}${detail === null ? "" : `: ${detail}`}`),
    ...news,
  ]);
}

/** Everything the process told until it ended well. */
function run(args: readonly string[], env: Record<string, string>): Promise<Told[]> {
  const entry = fileURLToPath(import.meta.resolve("@symbolon/synth-worker/provider"));
  const child = fork(entry, [...args], { env, execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const told: Told[] = [];
  child.on("message", (message: Told) => void told.push(message));
  return new Promise((done, fail) => {
    child.once("error", fail);
    // After "exit" a last message may still be under way; "disconnect" comes after it.
    const disconnected = new Promise<void>((resolve_) => child.once("disconnect", resolve_));
    child.once("exit", (code) => {
      void disconnected.then(() => {
        if (code === 0) return done(told);
        const error = told.findLast(({ type }) => type === "failed")?.error;
        const reason = error?.what ?? `it ended with exit code ${code}`;
        fail(
          error?.code !== undefined && error.code in CATALOGUE
            ? new SymbolonError(error.code as ErrorCode, error.details ?? {})
            : new SymbolonError("E8004", { process: `provider ${args[0]}`, reason, log: "standard error" }),
        );
      });
    });
  });
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryRoot } from "../repositoryRoot.ts";

const run = promisify(execFile);

/** A command's outcome: the JSON it printed and its exit code. */
export type CommandOutcome<T> = { readonly code: number; readonly value: T };

/** Runs the real `symbolon` command line with --json as a process of its own. Rejects when it prints no JSON. */
export async function symbolonCommand<T>(
  args: readonly string[],
  env: Record<string, string>,
): Promise<CommandOutcome<T>> {
  const outcome = await run(
    process.execPath,
    [join(repositoryRoot, "cli", "src", "main.ts"), ...args, "--json"],
    {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_NO_WARNINGS: "1", ...env },
      maxBuffer: 1 << 26,
    },
  ).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (cause: { code?: number; stdout?: string; stderr?: string }) => ({
      code: cause.code ?? 1,
      stdout: cause.stdout ?? "",
      stderr: cause.stderr ?? "",
    }),
  );
  const last = outcome.stdout.trim().split("\n").at(-1) ?? "";
  try {
    return { code: outcome.code, value: JSON.parse(last) as T };
  } catch {
    throw new Error(
      `symbolon ${args[0]} printed no result (exit ${outcome.code}): ${outcome.stderr.trim().slice(-600)}`,
    );
  }
}

import { spawnSync } from "node:child_process";
import { generators } from "./generate/generators.ts";
import { repositoryRoot } from "./repositoryRoot.ts";

/** Runs every generator in order and stops at the first that fails. */
for (const { script } of generators) {
  const { status } = spawnSync(process.execPath, [script], { cwd: repositoryRoot, stdio: "inherit" });
  if (status !== 0) {
    console.error(`${script} failed`);
    process.exitCode = 1;
    break;
  }
}

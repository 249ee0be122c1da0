import type { Check } from "./check.ts";
import { runTool } from "./runTool.ts";

/** A check that is a tool's exit code. `fixArgs` replace `args` when the check may repair. */
export function toolCheck(options: {
  readonly name: string;
  readonly remedy: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly fixArgs?: readonly string[];
}): Check {
  return {
    name: options.name,
    remedy: options.remedy,
    async run(fix) {
      const args = fix ? (options.fixArgs ?? options.args) : options.args;
      const { code, output } = await runTool(options.script, args);
      return code === 0 ? [] : [output.trim() || `${options.script} ended with ${code}`];
    },
  };
}

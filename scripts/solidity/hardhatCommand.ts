import { join } from "node:path";
import { runTool, type ToolResult } from "../checks/runTool.ts";

/** Runs Hardhat's command line in `folder` with the packages of `root`; returns exit code and output. */
export function hardhatCommand(root: string, folder: string, args: readonly string[]): Promise<ToolResult> {
  return runTool(join(root, "node_modules/hardhat/dist/src/cli.js"), args, folder);
}

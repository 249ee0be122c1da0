import { runTool } from "./checks/runTool.ts";

/** Formats TypeScript, JSON, CSS (Biome, with its safe lint fixes) and Solidity (Prettier) in place. */
const formatters: [script: string, args: string[]][] = [
  ["node_modules/@biomejs/biome/bin/biome", ["check", "--write"]],
  ["node_modules/prettier/bin/prettier.cjs", ["--write", "--log-level", "warn", "contracts/**/*.sol"]],
];
for (const [script, args] of formatters) {
  const { code, output } = await runTool(script, args);
  console.log(output.trim());
  if (code !== 0) process.exitCode = 1;
}

import { globSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { hardhatCommand } from "../solidity/hardhatCommand.ts";
import type { SourceText } from "../solidity/sourceText.ts";
import type { Mutant } from "./mutant.ts";
import type { Fate } from "./score.ts";
import { TestProcess } from "./TestProcess.ts";
import { testStages } from "./testStages.ts";
import { writeSchemata } from "./writeSchemata.ts";

/**
 * A mutant gets this many times what the tests take without one, and some, before it counts as endless. Generous: the
 * gas limit ends endless loops, and a busy machine must not kill mutants.
 */
const PATIENCE = 30;
const PATIENCE_MS = 60_000;
const FIRST_RUN_MS = 600_000;

/**
 * Compiles all mutants at once, then runs the Solidity tests against each until one fails. Throws Error when the tests
 * fail without any mutant, before or after: then they say nothing.
 */
export async function runMutants(
  root: string,
  sources: readonly SourceText[],
  mutants: readonly Mutant[],
  say: (line: string) => void,
): Promise<{ mutant: Mutant; fate: Fate }[]> {
  const folder = join(root, ".symbolon", "mutation");
  await mkdir(folder, { recursive: true });
  const { valid, invalid } = await writeSchemata(root, folder, sources, mutants);
  say(`compiling ${valid.length} mutants at once ...`);
  const build = await hardhatCommand(root, folder, ["build", "--force", "--quiet"]);
  if (build.code !== 0) throw new Error(`the mutated contracts do not compile:\n${build.output}`);

  const tests = globSync("contracts/test/solidity/**/*.t.sol", { cwd: folder }).sort();
  const runner = new TestProcess(folder);
  const fates = invalid.map((mutant): { mutant: Mutant; fate: Fate } => ({ mutant, fate: "invalid" }));
  try {
    const startMs = performance.now();
    const healthy = await runner.judge(0, [tests], FIRST_RUN_MS);
    if (healthy !== "survived") {
      const alone = tests.map((test) => [test]);
      const first = await runner.judge(0, alone, FIRST_RUN_MS);
      const name = typeof first === "number" ? tests[first] : "all tests together";
      throw new Error(
        `${name} fails without any mutant; run hardhat test solidity --no-compile in ${folder}`,
      );
    }
    const timeoutMs = PATIENCE * (performance.now() - startMs) + PATIENCE_MS;
    for (const [index, mutant] of valid.entries()) {
      const verdict = await runner.judge(mutant.id, testStages(mutant.file, tests), timeoutMs);
      const fate = typeof verdict === "number" ? "killed" : verdict;
      fates.push({ mutant, fate });
      if (fate !== "killed" || (index + 1) % 25 === 0)
        say(
          `${index + 1}/${valid.length} ${mutant.file}:${mutant.line} ${mutant.operator} (#${mutant.id}): ${fate}`,
        );
    }
    // Else something other than the mutants has been failing them.
    if ((await runner.judge(0, [tests], FIRST_RUN_MS)) !== "survived")
      throw new Error("at the end the tests fail without any mutant");
  } finally {
    runner.close();
  }
  return fates;
}

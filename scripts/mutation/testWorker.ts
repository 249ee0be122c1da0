import hre from "hardhat";
import { activateMutant, findSwitchboard } from "./activateMutant.ts";

/**
 * Lives in a process of its own, with the mutated project as working folder: keeps Hardhat loaded, and for every
 * message { id, stages } runs the stages (lists of test files) with mutant `id` active until one fails. Answers with
 * the index of that stage, or -1.
 */
type Order = { readonly id: number; readonly stages: readonly (readonly string[])[] };

const board = findSwitchboard(hre.config.paths.artifacts);

async function run({ id, stages }: Order): Promise<number> {
  activateMutant(board, id);
  for (const [index, testFiles] of stages.entries()) {
    const test = hre.tasks.getTask(["test", "solidity"]);
    const outcome = await test.run({ noCompile: true, testSummaryIndex: 1, testFiles: [...testFiles] });
    if (!(outcome as { success: boolean }).success) return index;
  }
  return -1;
}

process.on("message", (order: Order) => {
  run(order).then(
    (stage) => process.send?.({ stage }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.({ stage: -1 });

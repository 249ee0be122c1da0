import hre from "hardhat";

/**
 * Lives in a process of its own, with the mutated project as working folder: keeps Hardhat loaded, and for every
 * message { stages } runs the stages (lists of test files) until one fails. Answers with the index of that stage, or
 * -1, and with the memory it holds by now.
 */
type Order = { readonly stages: readonly (readonly string[])[] };

async function run({ stages }: Order): Promise<number> {
  for (const [index, testFiles] of stages.entries()) {
    const test = hre.tasks.getTask(["test", "solidity"]);
    const outcome = await test.run({ noCompile: true, testSummaryIndex: 1, testFiles: [...testFiles] });
    if (!(outcome as { success: boolean }).success) return index;
  }
  return -1;
}

process.on("message", (order: Order) => {
  run(order).then(
    (stage) => process.send?.({ stage, residentBytes: process.memoryUsage.rss() }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.({ stage: -1 });

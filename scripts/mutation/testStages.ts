import { basename } from "node:path";

/**
 * Test files in the order in which they are asked about a mutant in `file`: those of its own folder, all others, and
 * the slow ones (invariants) last.
 */
export function testStages(file: string, tests: readonly string[]): string[][] {
  const domain = file.split("/").at(-2) ?? "";
  const isSlow = (test: string) => /\/invariants\/|Invariants\.t\.sol$/.test(test);
  const isOwn = (test: string) =>
    test.includes(`/${domain}/`) || basename(test).startsWith(basename(file, ".sol"));
  const own = tests.filter((test) => !isSlow(test) && isOwn(test));
  const others = tests.filter((test) => !isSlow(test) && !isOwn(test));
  return [own, others, tests.filter(isSlow)].filter((stage) => stage.length > 0);
}

import { digestOfBytes, SymbolonError } from "@symbolon/protocol";
import type { ChainFacts } from "./chainFacts.ts";
import { type Check, check } from "./check.ts";

/** The file's sha256 is the output hash that the job reported on chain; no check without a file (null). */
export function checkFile(file: Uint8Array | null, facts: ChainFacts): Check[] {
  if (file === null) return [];
  return [
    check("file hash", () => {
      const actual = digestOfBytes(file);
      const expected = facts.last("JobReported") === undefined ? null : facts.job.record.report.outputHash;
      if (actual !== expected)
        throw new SymbolonError("E7001", { actual, expected: expected ?? "none reported" });
      return `sha256 ${actual} is on chain`;
    }),
  ];
}

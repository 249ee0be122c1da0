import type { HardhatPlugin } from "hardhat/types/plugins";

/** Compiler warnings that were looked at, by solc's error code, and why they are right to pass over. */
const REVIEWED: Record<string, string> = {
  "2394": "transient storage: used only by OpenZeppelin's reentrancy guard, which clears it",
  "6335":
    "WorkerRegistry.leave: the word becomes reserved in a later language version; the compiler is pinned",
};

/** Leaves reviewed warnings out of the build's output, so that a new one is seen. */
export const quietWarnings: HardhatPlugin = {
  id: "symbolon-quiet-warnings",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        async getCompilationJobErrors(context, job, output, next) {
          const problems = await next(context, job, output);
          return problems.filter(({ errorCode }) => errorCode === undefined || !(errorCode in REVIEWED));
        },
      }),
    }),
  },
};

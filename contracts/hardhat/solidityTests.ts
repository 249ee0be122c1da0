import { globSync } from "node:fs";
import type { HardhatPlugin } from "hardhat/types/plugins";

/**
 * Compiles all Solidity tests in one run and without the IR pipeline, which would take minutes and gain nothing: the
 * tests deploy the product's own artifacts. Hardhat merges files into one run only where they share one configuration
 * object, therefore the overrides are set on the resolved configuration and not in hardhat.config.ts.
 */
export const solidityTests: HardhatPlugin = {
  id: "symbolon-solidity-tests",
  hookHandlers: {
    config: async () => ({
      default: async () => ({
        async resolveUserConfig(userConfig, resolveVariable, next) {
          const config = await next(userConfig, resolveVariable);
          for (const profile of Object.values(config.solidity.profiles)) {
            const product = profile.compilers[0];
            if (product === undefined) continue;
            const forTests = { ...product, settings: { ...product.settings, viaIR: false } };
            const files = globSync("contracts/test/solidity/**/*.t.sol", { cwd: config.paths.root });
            for (const file of files) profile.overrides[file.replaceAll("\\", "/")] = forTests;
          }
          return config;
        },
      }),
    }),
  },
};

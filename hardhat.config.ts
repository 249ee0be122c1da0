import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatNodeTestRunner from "@nomicfoundation/hardhat-node-test-runner";
import { defineConfig } from "hardhat/config";
import { readTestProfile } from "./contracts/hardhat/environment.ts";
import { quietWarnings } from "./contracts/hardhat/quietWarnings.ts";
import { releaseSettings } from "./contracts/hardhat/releaseSettings.ts";
import { solidityTests } from "./contracts/hardhat/solidityTests.ts";

const require = createRequire(import.meta.url);

/** Draws per fuzz test and sequences of 200 calls per invariant; there are about 48 invariants. */
const RUNS = {
  default: { fuzz: 256, invariant: 2 },
  ci: { fuzz: 2_048, invariant: 20 },
  full: { fuzz: 16_384, invariant: 200 },
}[readTestProfile()];

/**
 * The compiler is the npm package `solc` (WASM), so a build downloads nothing. What is deployed is what this
 * configuration compiles.
 */
export default defineConfig({
  plugins: [hardhatEthers, hardhatIgnitionEthers, hardhatNodeTestRunner, solidityTests, quietWarnings],
  solidity: {
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
    compilers: [
      {
        version: "0.8.37",
        path: require.resolve("solc/soljson.js"),
        settings: releaseSettings,
      },
    ],
  },
  paths: {
    sources: "contracts/src",
    tests: { solidity: "contracts/test/solidity", nodejs: "contracts/test/nodejs" },
    ignition: "contracts/ignition",
    artifacts: "artifacts",
    cache: "cache",
  },
  networks: {
    default: { type: "edr-simulated", chainType: "l1", hardfork: "osaka" },
  },
  test: {
    solidity: {
      // Tests deploy compiled artifacts, see contracts/test-support/TestBase.sol.
      fsPermissions: { readDirectory: ["artifacts"] },
      fuzz: { runs: RUNS.fuzz, seed: "0x53796d626f6c6f6e" },
      invariant: { runs: RUNS.invariant, depth: 200, failOnRevert: true },
    },
  },
});

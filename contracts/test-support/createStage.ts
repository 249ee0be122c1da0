import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { Deployment } from "@symbolon/protocol";
import { Contract, type InterfaceAbi, id } from "ethers";
import hre from "hardhat";
import { deployAll } from "../deploy.ts";
import { DEPLOYMENT_DEFAULTS, type DeployOptions } from "../deployOptions.ts";
import { readArtifact } from "../readArtifact.ts";

const SOURCES = {
  accessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
  token: "contracts/src/token/SymbolonToken.sol",
  datasetRegistry: "contracts/src/dataset/DatasetRegistry.sol",
  consentRegistry: "contracts/src/consent/ConsentRegistry.sol",
  permitRegistry: "contracts/src/permit/PermitRegistry.sol",
  privacyLedger: "contracts/src/budget/PrivacyLedger.sol",
  market: "contracts/src/market/Market.sol",
  accessToken: "contracts/src/access/AccessToken.sol",
  workerRegistry: "contracts/src/worker/WorkerRegistry.sol",
  jobRegistry: "contracts/src/job/JobRegistry.sol",
  disputes: "contracts/src/dispute/Disputes.sol",
  rewards: "contracts/src/reward/Rewards.sol",
} as const;

/** Name of a deployed contract. */
export type ContractName = keyof typeof SOURCES;

const ACTORS = [
  "deployer",
  "treasury",
  "hospitalA",
  "hospitalB",
  "buyer",
  "lead",
  "evaluator",
  "node3",
  "node4",
  "stranger",
  "accessBody",
  "voter1",
  "voter2",
  "voter3",
] as const;

/** Name of an account in the tests. `evaluator` is also the second compute node. */
export type ActorName = (typeof ACTORS)[number];

/** A chain of its own with everything deployed, workers registered and the buyer funded. */
export type Stage = {
  readonly deployment: Deployment;
  readonly actors: Record<ActorName, HardhatEthersSigner>;
  readonly contracts: Record<ContractName, Contract>;
  /** Every custom error of every contract, so that a revert from deep inside is named too. */
  readonly errors: InterfaceAbi;
  readonly chainId: number;
  /** Unix seconds of the latest block. */
  now(): Promise<number>;
  /** Moves the clock on and mines a block. */
  pass(seconds: number): Promise<void>;
};

/** Builds a {@link Stage}. Compiled artifacts are needed, which the test runner and gas.ts see to. */
export async function createStage(overrides: Partial<DeployOptions> = {}): Promise<Stage> {
  const { ethers, provider } = await hre.network.create();
  const signers = await ethers.getSigners();
  const actors = Object.fromEntries(ACTORS.map((name, i) => [name, signers[i]!])) as Stage["actors"];
  const deployment = await deployAll({
    signer: actors.deployer,
    treasury: actors.treasury.address,
    evaluators: (["evaluator", "voter1", "voter2", "voter3"] as const).map((name) => actors[name].address),
    accessBodies: [actors.accessBody.address],
    ...overrides,
  });
  const { contracts, errors } = await loadContracts(deployment, actors.deployer);
  const stage: Stage = {
    deployment,
    actors,
    contracts,
    errors,
    chainId: deployment.chainId,
    now: async () => (await ethers.provider.getBlock("latest"))!.timestamp,
    async pass(seconds) {
      await provider.request({ method: "evm_increaseTime", params: [seconds] });
      await provider.request({ method: "evm_mine", params: [] });
    },
  };
  await fundAndRegister(stage);
  return stage;
}

async function loadContracts(deployment: Deployment, runner: HardhatEthersSigner) {
  const names = Object.keys(SOURCES) as ContractName[];
  const abis = await Promise.all(
    names.map(async (name) => (await readArtifact(SOURCES[name])).abi as { type: string }[]),
  );
  const errors = abis.flat().filter((entry) => entry.type === "error");
  const unique = [...new Map(errors.map((entry) => [JSON.stringify(entry), entry])).values()];
  const contracts = Object.fromEntries(
    names.map((name, i) => {
      const own = abis[i]!.filter((entry) => entry.type !== "error");
      return [name, new Contract(deployment.contracts[name], [...own, ...unique], runner)];
    }),
  ) as Stage["contracts"];
  return { contracts, errors: unique };
}

async function fundAndRegister({ actors, contracts, deployment }: Stage): Promise<void> {
  const { token, workerRegistry } = contracts;
  const stakeWei = DEPLOYMENT_DEFAULTS.minimumStakeWei;
  await token.getFunction("transfer")(actors.buyer, 10n ** 24n);
  for (const [name, roles] of [
    ["lead", 1],
    ["evaluator", 3],
    ["node3", 1],
    ["node4", 1],
    ["voter1", 2],
    ["voter2", 2],
    ["voter3", 2],
  ] as const) {
    const actor = actors[name];
    await token.getFunction("transfer")(actor, stakeWei * 2n);
    await (token.connect(actor) as Contract).getFunction("approve")(
      deployment.contracts.workerRegistry,
      stakeWei,
    );
    const key = id(`HPKE key of ${name}`);
    const register = (workerRegistry.connect(actor) as Contract).getFunction("register");
    await register(roles, key, `http://127.0.0.1/${name}`, stakeWei);
  }
}

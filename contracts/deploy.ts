import type { Deployment, Hex } from "@symbolon/protocol";
import { type BaseContract, Contract, ContractFactory, Interface, id, type Signer } from "ethers";
import { readArtifact } from "./readArtifact.ts";
import { CONTRACT_ROLES, RESTRICTED_FUNCTIONS, ROLES } from "./roles.ts";

/** Everything a deployment decides. Fees in basis points, money in wei, time in seconds. */
export type DeployOptions = {
  /** Pays, becomes admin of the AccessManager, GUARDIAN and TREASURER, and gets the whole token supply. */
  readonly signer: Signer;
  /** Account credited with the treasury's share. */
  readonly treasury: string;
  readonly fees: { readonly treasuryBps: number; readonly workerBps: number; readonly evaluatorBps: number };
  readonly minimumStakeWei: bigint;
  readonly orderWindowSeconds: number;
  readonly claimWindowSeconds: number;
  readonly unbondingSeconds: number;
  readonly initialSupplyWei: bigint;
  /** Accounts given EVALUATOR at once; more can be added by the admin later. */
  readonly evaluators?: readonly string[];
};

/**
 * Deploys and wires all contracts with one account: ten deployments, two `wire` calls (ConsentRegistry and Market know
 * a contract that comes after them) and one multicall that sets every role. Each transaction is awaited, so a failure
 * names its step. Throws SymbolonError E8004 when the contracts are not compiled.
 */
export async function deployAll(options: DeployOptions): Promise<Deployment> {
  const { signer } = options;
  const provider = signer.provider;
  if (provider === null) throw new TypeError("the signer needs a provider");
  const [{ chainId }, block] = await Promise.all([provider.getNetwork(), provider.getBlockNumber()]);
  const deployer = await signer.getAddress();
  const contracts = await deployContracts(options, deployer);

  await send(contracts.consentRegistry, "wire", contracts.datasetRegistry);
  await send(contracts.market, "wire", contracts.jobRegistry);
  await send(contracts.accessManager, "multicall", roleCalls(contracts, deployer, options.evaluators ?? []));

  return { chainId: Number(chainId), startBlock: block + 1, contracts };

  async function send(target: string, method: "wire" | "multicall", argument: unknown): Promise<void> {
    const contract = new Contract(
      target,
      ["function wire(address)", "function multicall(bytes[]) returns (bytes[])"],
      signer,
    );
    const transaction = await contract.getFunction(method)(argument);
    await transaction.wait();
  }
}

async function deployContracts(options: DeployOptions, deployer: string): Promise<Deployment["contracts"]> {
  const { signer, fees, treasury, orderWindowSeconds, claimWindowSeconds } = options;
  const source = (path: string) => `contracts/src/${path}.sol`;

  const authority = await deploy("@openzeppelin/contracts/access/manager/AccessManager.sol", deployer);
  const token = await deploy(source("token/SymbolonToken"), deployer, options.initialSupplyWei);
  const ledger = await deploy(source("budget/PrivacyLedger"), authority);
  const consents = await deploy(source("consent/ConsentRegistry"), authority);
  const datasets = await deploy(source("dataset/DatasetRegistry"), ledger, consents);
  const accessToken = await deploy(source("access/AccessToken"), authority);
  const rewards = await deploy(source("reward/Rewards"), authority, token);
  const { minimumStakeWei, unbondingSeconds } = options;
  const workers = await deploy(
    source("worker/WorkerRegistry"),
    authority,
    token,
    minimumStakeWei,
    unbondingSeconds,
  );
  const setup = { authority, ledger, accessToken };
  const marketSetup = { ...setup, token, datasets, rewards, fees, treasury, orderWindowSeconds };
  const market = await deploy(source("market/Market"), marketSetup);
  const jobs = await deploy(source("job/JobRegistry"), {
    ...setup,
    market,
    consents,
    workers,
    claimWindowSeconds,
  });

  return {
    accessManager: authority,
    token,
    datasetRegistry: datasets,
    consentRegistry: consents,
    privacyLedger: ledger,
    market,
    accessToken,
    workerRegistry: workers,
    jobRegistry: jobs,
    rewards,
  };

  async function deploy(sourceName: string, ...args: readonly unknown[]): Promise<Hex> {
    const { abi, bytecode } = await readArtifact(sourceName);
    const contract: BaseContract = await new ContractFactory(abi, bytecode, signer).deploy(...args);
    await contract.waitForDeployment();
    return (await contract.getAddress()) as Hex;
  }
}

/** Calls for AccessManager.multicall: which role may call what, and who holds which role. No execution delays. */
function roleCalls(
  contracts: Deployment["contracts"],
  deployer: string,
  evaluators: readonly string[],
): string[] {
  const manager = new Interface([
    "function setTargetFunctionRole(address target, bytes4[] selectors, uint64 roleId)",
    "function grantRole(uint64 roleId, address account, uint32 executionDelay)",
  ]);
  const grant = (role: bigint, account: string) =>
    manager.encodeFunctionData("grantRole", [role, account, 0]);
  return [
    ...RESTRICTED_FUNCTIONS.map(({ contract, functions, role }) => {
      const selectors = functions.map((signature) => id(signature).slice(0, 10));
      return manager.encodeFunctionData("setTargetFunctionRole", [
        contracts[contract],
        selectors,
        ROLES[role],
      ]);
    }),
    ...CONTRACT_ROLES.map(({ contract, role }) => grant(ROLES[role], contracts[contract])),
    grant(ROLES.GUARDIAN, deployer),
    grant(ROLES.TREASURER, deployer),
    ...evaluators.map((account) => grant(ROLES.EVALUATOR, account)),
  ];
}

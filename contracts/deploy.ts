import type { Deployment, Hex } from "@symbolon/protocol";
import { type BaseContract, Contract, ContractFactory } from "ethers";
import { DEPLOYMENT_DEFAULTS, type DeployOptions } from "./deployOptions.ts";
import { readArtifact } from "./readArtifact.ts";
import { roleCalls } from "./roleCalls.ts";

/**
 * Deploys all contracts with one account, then wires them and sets every role in one transaction. Each transaction is awaited, so a
 * failure names its step. Throws SymbolonError E8004 when the contracts are not compiled.
 */
export async function deployAll(options: DeployOptions): Promise<Deployment> {
  const { signer } = options;
  const provider = signer.provider;
  if (provider === null) throw new TypeError("the signer needs a provider");
  const [{ chainId }, block] = await Promise.all([provider.getNetwork(), provider.getBlockNumber()]);
  const deployer = await signer.getAddress();
  const contracts = await deployContracts(options, deployer);

  const abi = ["function multicall(bytes[]) returns (bytes[])"];
  const authority = new Contract(contracts.accessManager, abi, signer);
  const transaction = await authority.getFunction("multicall")(roleCalls(contracts, deployer, options));
  await transaction.wait();
  return { chainId: Number(chainId), startBlock: block + 1, contracts };
}

async function deployContracts(options: DeployOptions, deployer: string): Promise<Deployment["contracts"]> {
  const { signer, treasury } = options;
  const given = { ...DEPLOYMENT_DEFAULTS, ...options };
  const source = (path: string) => `contracts/src/${path}.sol`;

  const authority = await deploy("@openzeppelin/contracts/access/manager/AccessManager.sol", deployer);
  const token = await deploy(source("token/SymbolonToken"), deployer, given.initialSupplyWei);
  const ledger = await deploy(source("budget/PrivacyLedger"), authority);
  const consents = await deploy(source("consent/ConsentRegistry"), authority);
  const datasets = await deploy(source("dataset/DatasetRegistry"), ledger, consents);
  const permits = await deploy(source("permit/PermitRegistry"), authority, datasets);
  const accessToken = await deploy(source("access/AccessToken"), authority);
  const { minimumStakeWei, unbondingSeconds } = given;
  const stakes = [authority, token, minimumStakeWei, unbondingSeconds];
  const workers = await deploy(source("worker/WorkerRegistry"), ...stakes);
  const disputes = await deploy(source("dispute/Disputes"), {
    authority,
    token,
    workers,
    quorum: given.disputeQuorum,
    votingSeconds: given.votingSeconds,
    bondWei: given.disputeBondWei,
    slashBps: given.slashBps,
    equivocationBps: given.equivocationBps,
  });
  const shared = { authority, consents, permits, ledger };
  const market = await deploy(source("market/Market"), {
    ...shared,
    token,
    datasets,
    accessToken,
    disputes,
    fees: given.fees,
    treasury,
    orderWindowSeconds: given.orderWindowSeconds,
    disputeWindowSeconds: given.disputeWindowSeconds,
  });
  const { claimWindowSeconds, thresholds } = given;
  const jobs = await deploy(source("job/JobRegistry"), {
    ...shared,
    market,
    workers,
    claimWindowSeconds,
    thresholds,
  });
  const { emissionBps, challengeSeconds, claimSeconds } = given;
  const incentives = { authority, token, market, treasury, emissionBps, challengeSeconds, claimSeconds };
  const rewards = await deploy(source("reward/Rewards"), incentives);

  return {
    accessManager: authority,
    token,
    datasetRegistry: datasets,
    consentRegistry: consents,
    permitRegistry: permits,
    privacyLedger: ledger,
    market,
    accessToken,
    workerRegistry: workers,
    jobRegistry: jobs,
    disputes,
    rewards,
  };

  async function deploy(sourceName: string, ...args: readonly unknown[]): Promise<Hex> {
    const { abi, bytecode } = await readArtifact(sourceName);
    const contract: BaseContract = await new ContractFactory(abi, bytecode, signer).deploy(...args);
    await contract.waitForDeployment();
    return (await contract.getAddress()) as Hex;
  }
}

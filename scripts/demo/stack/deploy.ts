import { writeFileSync } from "node:fs";
import { type Deployment, parseWei } from "@symbolon/protocol";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { Contract, JsonRpcProvider, NonceManager } from "ethers";
import { deployAll } from "../../../contracts/deploy.ts";
import { accounts } from "./accounts.ts";

const WORKERS = ["worker1", "worker2", "worker3"] as const;

export type DeployOptions = {
  readonly rpcUrl: string;
  readonly file: string;
  readonly orderWindowSeconds?: number;
};

/** Deploys the contracts, gives the workers the evaluator role, workers and buyer their tokens, and writes the deployment file. */
export async function deploy(options: DeployOptions): Promise<{ deployment: Deployment; gasUsed: bigint }> {
  const provider = new JsonRpcProvider(options.rpcUrl, undefined, {
    batchMaxCount: 1,
    pollingInterval: 100,
    cacheTimeout: -1,
  });
  try {
    const signer = new NonceManager(accounts.deployer.connect(provider));
    const firstBlock = await provider.getBlockNumber();
    const deployment = await deployAll({
      signer,
      treasury: accounts.treasury.address,
      fees: { treasuryBps: 300, workerBps: 1200, evaluatorBps: 500 },
      minimumStakeWei: parseWei("100"),
      orderWindowSeconds: options.orderWindowSeconds ?? 86_400,
      claimWindowSeconds: 600,
      initialSupplyWei: parseWei("100000000"),
      evaluators: WORKERS.map((name) => accounts[name].address),
    });
    const token = new Contract(deployment.contracts.token, SymbolonTokenAbi, signer);
    for (const name of WORKERS) {
      await (await token.getFunction("transfer").send(accounts[name].address, parseWei("1000"))).wait();
    }
    await (await token.getFunction("transfer").send(accounts.buyer.address, parseWei("10000"))).wait();
    writeFileSync(options.file, `${JSON.stringify(deployment, null, 2)}\n`);
    return { deployment, gasUsed: await gasSince(provider, firstBlock) };
  } finally {
    provider.destroy();
  }
}

async function gasSince(provider: JsonRpcProvider, firstBlock: number): Promise<bigint> {
  const last = await provider.getBlockNumber();
  let gas = 0n;
  for (let number = firstBlock + 1; number <= last; number++)
    gas += (await provider.getBlock(number))?.gasUsed ?? 0n;
  return gas;
}

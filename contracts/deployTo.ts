import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { JsonRpcProvider, NonceManager, Wallet } from "ethers";
import { deployAll } from "./deploy.ts";
import { readEnvironment } from "./environment.ts";

const USAGE = `Deploys all contracts to an RPC and prints the deployment as JSON.
  node contracts/deployTo.ts --rpc URL [--treasury ADDRESS] [--out FILE]
The key is read from SYMBOLON_DEPLOYER_KEY; without it the node's first unlocked account deploys. Run
npx hardhat build first. Figures are those of contracts/deployOptions.ts.`;

const { values } = parseArgs({
  options: { rpc: { type: "string" }, treasury: { type: "string" }, out: { type: "string" } },
});
if (values.rpc === undefined) {
  console.log(USAGE);
} else {
  const provider = new JsonRpcProvider(values.rpc);
  try {
    const { SYMBOLON_DEPLOYER_KEY: key } = readEnvironment();
    const signer =
      key === undefined ? await provider.getSigner() : new NonceManager(new Wallet(key, provider));
    const deployment = await deployAll({
      signer,
      treasury: values.treasury ?? (await signer.getAddress()),
    });
    const text = `${JSON.stringify(deployment, null, 2)}\n`;
    if (values.out === undefined) process.stdout.write(text);
    else await writeFile(values.out, text);
  } finally {
    provider.destroy();
  }
}

import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestMarket } from "./testMarket.ts";

const run = promisify(execFile);

/** What `symbolon verify --json` says. */
type Verified = {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
};

/** What an auditor's `symbolon verify` says of these bytes as the file of an order, from chain and IPFS alone. */
export async function verifyFile(market: TestMarket, orderId: bigint, bytes: Uint8Array): Promise<Verified> {
  const file = join(market.folder, `order-${orderId}.file`);
  await writeFile(file, bytes);
  const { RPC_URL, SYMBOLON_DEPLOYMENT, IPFS_API_URL } = market.environment("buyer");
  // Another room's command, run as anybody runs it: rooms do not import each other.
  const main = fileURLToPath(new URL("../../../../cli/src/main.ts", import.meta.url));
  const source = ["--rpc", RPC_URL!, "--deployment", SYMBOLON_DEPLOYMENT!, "--ipfs", IPFS_API_URL!];
  const args = [main, "verify", file, "--order", String(orderId), "--json", ...source];
  const { stdout } = await run(process.execPath, args).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout) as Verified;
}

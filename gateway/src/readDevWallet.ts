import { readFile } from "node:fs/promises";
import { bytes32, type Hex, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const LOCAL_CHAIN_ID = 31_337;
const DevWallet = z.object({ privateKey: bytes32 });

/** Reads the key of a development wallet. Throws E8003 when the file is not readable or the chain is not a local one. */
export async function readDevWallet(path: string, chainId: number): Promise<Hex> {
  if (chainId !== LOCAL_CHAIN_ID)
    throw new SymbolonError("E8003", {
      reason: `DEV_WALLET_FILE is for chain ${LOCAL_CHAIN_ID}, this is ${chainId}`,
    });
  try {
    return DevWallet.parse(JSON.parse(await readFile(path, "utf8"))).privateKey;
  } catch (cause) {
    throw new SymbolonError("E8003", { reason: `DEV_WALLET_FILE ${path} cannot be read` }, { cause });
  }
}

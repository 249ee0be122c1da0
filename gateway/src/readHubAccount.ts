import { readFile } from "node:fs/promises";
import { bytes32, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import type { DocumentSigner } from "./adapters/documentSigner.ts";
import { ethersHubAccount } from "./adapters/ethersHubAccount.ts";
import type { HubAccount } from "./adapters/hubAccount.ts";

const HubKey = z.object({ privateKey: bytes32 });

/** The hub's account from a JSON file {privateKey}, on the chain behind `rpcUrl`. Throws E8003 when the file is not readable. */
export async function readHubAccount(
  path: string,
  rpcUrl: string,
  chainId: number,
): Promise<HubAccount & DocumentSigner & { close(): void }> {
  try {
    const { privateKey } = HubKey.parse(JSON.parse(await readFile(path, "utf8")));
    return ethersHubAccount(rpcUrl, chainId, privateKey);
  } catch (cause) {
    throw new SymbolonError("E8003", { reason: `HUB_KEY_FILE ${path} cannot be read` }, { cause });
  }
}

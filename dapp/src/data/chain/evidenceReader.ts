import { cidOfDigest, digestOfBytes, type Hex, SymbolonError } from "@symbolon/protocol";
import type { EvidenceReader, Log } from "@symbolon/synth-worker/verification";
import { hexToNumber, numberToHex } from "viem";
import type { Config } from "wagmi";
import { getClient } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";

/**
 * Reads evidence from the chain that this page is connected to and documents from the gateway of its origin. Documents are hashed here (E5002
 * for other bytes), so the gateway is not trusted; E6004 without connection. Chain reads throw what the RPC throws.
 */
export function evidenceReader(config: Config, { chainId }: GatewayDeployment): EvidenceReader {
  const ask = async <T>(method: string, ...params: unknown[]): Promise<T> => {
    const client = getClient(config, { chainId });
    if (client === undefined) throw new Error("no client for the market's chain");
    return (await client.request({ method, params } as never)) as T;
  };
  return {
    blockNumber: async () => hexToNumber(await ask<Hex>("eth_blockNumber")),
    async logs({ addresses, topics, fromBlock, toBlock }) {
      const logs = await ask<RpcLog[]>("eth_getLogs", {
        address: addresses,
        topics,
        fromBlock: numberToHex(fromBlock),
        toBlock: numberToHex(toBlock),
      });
      return logs.map(asLog);
    },
    call: (to, data, blockNumber) => ask<Hex>("eth_call", { to, data }, numberToHex(blockNumber)),
    callData: async (hash) =>
      (await ask<{ input: Hex } | null>("eth_getTransactionByHash", hash))?.input ?? null,
    document: fetchText,
  };
}

/** A log as JSON-RPC has it. */
type RpcLog = {
  readonly address: Hex;
  readonly topics: Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly logIndex: Hex;
};

function asLog({ address, topics, data, blockNumber, blockHash, transactionHash, logIndex }: RpcLog): Log {
  return {
    ...{ address, topics, data, blockHash, transactionHash },
    blockNumber: hexToNumber(blockNumber),
    index: hexToNumber(logIndex),
  };
}

async function fetchText(digest: Hex): Promise<string | null> {
  const cid = cidOfDigest(digest);
  let response: Response;
  try {
    response = await fetch(`/ipfs/${cid}`);
  } catch (cause) {
    throw new SymbolonError("E6004", { url: "The gateway", reason: "no connection" }, { cause });
  }
  if (!response.ok) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (digestOfBytes(bytes) !== digest) throw new SymbolonError("E5002", { cid });
  return new TextDecoder().decode(bytes);
}

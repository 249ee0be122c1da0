import { cidOfDigest, digestOfBytes, type Hex, SymbolonError } from "@symbolon/protocol";
import type { EvidenceReader } from "@symbolon/synth-worker/verification";
import type { JsonRpcProvider } from "ethers";

/** Reads evidence from a chain RPC and an IPFS gateway. Documents: E5002 for other bytes than the digest says, E6004 without connection. */
export function evidenceReader(provider: JsonRpcProvider, ipfsGatewayUrl: string): EvidenceReader {
  return {
    blockNumber: () => provider.getBlockNumber(),
    async logs({ addresses, topics, fromBlock, toBlock }) {
      const filter = { address: [...addresses], topics: topics as (string | string[] | null)[] };
      const logs = await provider.getLogs({ ...filter, fromBlock, toBlock });
      return logs.map((log) => ({
        address: log.address as Hex,
        topics: [...log.topics] as Hex[],
        data: log.data as Hex,
        blockNumber: log.blockNumber,
        blockHash: log.blockHash as Hex,
        transactionHash: log.transactionHash as Hex,
        index: log.index,
      }));
    },
    call: async (to, data, blockNumber) => (await provider.call({ to, data, blockTag: blockNumber })) as Hex,
    callData: async (hash) => ((await provider.getTransaction(hash))?.data ?? null) as Hex | null,
    document: (digest) => fetchDocument(ipfsGatewayUrl, digest),
  };
}

async function fetchDocument(ipfsGatewayUrl: string, digest: Hex): Promise<string | null> {
  const cid = cidOfDigest(digest);
  const url = `${ipfsGatewayUrl.replace(/\/$/, "")}/ipfs/${cid}`;
  const response = await fetch(url).catch((cause: unknown) => {
    throw new SymbolonError(
      "E6004",
      { url, reason: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  });
  if (!response.ok) return null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (digestOfBytes(bytes) !== digest) throw new SymbolonError("E5002", { cid });
  return new TextDecoder().decode(bytes);
}

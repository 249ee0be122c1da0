import { cidOfDigest, type Deployment, digestOfBytes, type Hex, SymbolonError } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { type Log as EthersLog, Interface, type JsonRpcProvider, toBeHex, zeroPadValue } from "ethers";
import { chainFacts } from "./chainFacts.ts";
import type { Evidence, Log } from "./evidence.ts";

const market = new Interface(MarketAbi);
const jobs = new Interface(JobRegistryAbi);

/**
 * Reads everything about one order from a chain RPC and an IPFS gateway. Each document is checked against its digest when it arrives
 * (E5002); one that is missing is left out and shows in verification. Throws E2004 for an unknown order, E6001 when the RPC is silent.
 */
export async function collectEvidence(
  provider: JsonRpcProvider,
  deployment: Deployment,
  ipfsGatewayUrl: string,
  orderId: bigint,
): Promise<Evidence> {
  const { contracts, startBlock } = deployment;
  const word = (value: bigint) => zeroPadValue(toBeHex(value), 32);
  const getLogs = async (address: string[], topics: (string | string[] | null)[]) =>
    (await provider.getLogs({ address, topics, fromBlock: startBlock, toBlock: "latest" })).map(asLog);
  const order = await provider
    .call({ to: contracts.market, data: market.encodeFunctionData("orderOf", [orderId]) })
    .catch((cause: unknown) => {
      throw new SymbolonError("E2004", { orderId }, { cause });
    });
  const ofOrder = await getLogs(
    [contracts.market, contracts.jobRegistry, contracts.accessToken, contracts.rewards],
    [null, word(orderId)],
  );
  if (ofOrder.length === 0) throw new SymbolonError("E2004", { orderId });
  const partial: Evidence = {
    format: "symbolon-evidence/1",
    deployment,
    orderId: orderId.toString(),
    logs: ofOrder,
    order: order as Hex,
    callData: {},
    documents: {},
  };
  const { order: facts } = chainFacts(partial);
  const ofDatasets = await getLogs(
    [contracts.datasetRegistry, contracts.consentRegistry, contracts.privacyLedger],
    [null, facts.datasetIds.map(word)],
  );
  const evidence: Evidence = {
    ...partial,
    logs: [...ofDatasets, ...ofOrder].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index),
  };
  const known = chainFacts(evidence);
  for (const name of ["JobReported", "JobCertified"]) {
    const event = known.last(name);
    const transaction = event === undefined ? null : await provider.getTransaction(event.tx);
    if (transaction !== null) evidence.callData[transaction.hash] = transaction.data as Hex;
  }
  const digests = [
    facts.specDigest,
    known.last("JobReported")?.args.manifestDigest,
    known.last("JobReported")?.args.modelDigest,
    known.last("JobCertified")?.args.certificateDigest,
    ...known
      .all("DatasetPublished")
      .flatMap((event) => [event.args.schemaDigest, event.args.catalogueDigest]),
  ];
  for (const digest of new Set(digests.filter((value) => value !== undefined).map(String))) {
    const text = await fetchDocument(ipfsGatewayUrl, digest as Hex);
    if (text !== null) evidence.documents[digest] = text;
  }
  return evidence;
}

/** The order whose report carries this file hash; null when there is none. */
export async function findOrderByOutput(
  provider: JsonRpcProvider,
  deployment: Deployment,
  outputHash: Hex,
): Promise<bigint | null> {
  const topic = jobs.getEvent("JobReported")!.topicHash;
  const logs = await provider.getLogs({
    address: deployment.contracts.jobRegistry,
    topics: [topic],
    fromBlock: deployment.startBlock,
    toBlock: "latest",
  });
  for (const log of logs) {
    const parsed = jobs.parseLog(log)!;
    if (parsed.args.outputHash === outputHash) return parsed.args.orderId as bigint;
  }
  return null;
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

function asLog(log: EthersLog): Log {
  return {
    address: log.address as Hex,
    topics: [...log.topics] as Hex[],
    data: log.data as Hex,
    blockNumber: log.blockNumber,
    blockHash: log.blockHash as Hex,
    transactionHash: log.transactionHash as Hex,
    index: log.index,
  };
}

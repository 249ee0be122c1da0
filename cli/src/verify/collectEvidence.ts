import {
  cidOfDigest,
  type Deployment,
  digestOfBytes,
  type Hex,
  orderTopics,
  SymbolonError,
} from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { type Log as EthersLog, Interface, type JsonRpcProvider, toBeHex, zeroPadValue } from "ethers";
import { contractError } from "../shared/contractError.ts";
import { type ChainFacts, chainFacts } from "./chainFacts.ts";
import { datasetVersion } from "./datasetVersion.ts";
import type { Evidence, Log } from "./evidence.ts";

const market = new Interface(MarketAbi);
const jobs = new Interface(JobRegistryAbi);
const word = (value: bigint): Hex => zeroPadValue(toBeHex(value), 32) as Hex;

/**
 * Reads everything about one order from a chain RPC and an IPFS gateway, as of the latest block. Each document is checked against its
 * digest when it arrives (E5002); one that is missing is left out and shows in verification. Throws E2004 for an unknown order, E6001
 * when the RPC is silent.
 */
export async function collectEvidence(
  provider: JsonRpcProvider,
  deployment: Deployment,
  ipfsGatewayUrl: string,
  orderId: bigint,
): Promise<Evidence> {
  const evidence = await collectChain(provider, deployment, orderId).catch((cause: unknown) => {
    throw contractError(cause);
  });
  for (const digest of digestsOf(chainFacts(evidence))) {
    const text = await fetchDocument(ipfsGatewayUrl, digest);
    if (text !== null) evidence.documents[digest] = text;
  }
  return evidence;
}

async function collectChain(
  provider: JsonRpcProvider,
  deployment: Deployment,
  orderId: bigint,
): Promise<Evidence> {
  const { contracts, startBlock } = deployment;
  const blockNumber = await provider.getBlockNumber();
  const getLogs = async (address: string[], topics: (string | string[] | null)[]) =>
    (await provider.getLogs({ address, topics, fromBlock: startBlock, toBlock: blockNumber })).map(asLog);
  const recordOf = async (contract: Interface, to: string) =>
    (await provider.call({
      to,
      data: contract.encodeFunctionData("recordOf", [orderId]),
      blockTag: blockNumber,
    })) as Hex;
  const ofOrder = await getLogs(
    [contracts.market, contracts.jobRegistry, contracts.disputes, contracts.accessToken],
    orderTopics(orderId),
  );
  const partial: Evidence = {
    format: "symbolon-evidence/2",
    deployment,
    orderId: orderId.toString(),
    blockNumber,
    logs: ofOrder,
    records: {
      order: await recordOf(market, contracts.market),
      job: await recordOf(jobs, contracts.jobRegistry),
    },
    callData: {},
    documents: {},
  };
  const { terms } = chainFacts(partial).order;
  const settings = [market.getEvent("FeesChanged")!, jobs.getEvent("ThresholdsChanged")!];
  const others = await Promise.all([
    getLogs(
      [contracts.datasetRegistry, contracts.consentRegistry, contracts.privacyLedger],
      [null, terms.datasetIds.map(word)],
    ),
    terms.permitId === 0n ? [] : getLogs([contracts.permitRegistry], orderTopics(terms.permitId)),
    getLogs([contracts.market, contracts.jobRegistry], [settings.map((event) => event.topicHash)]),
  ]);
  // A log can answer two queries: a release class may have the order's number.
  const byPlace = new Map(
    [...ofOrder, ...others.flat()].map((log) => [`${log.blockNumber}/${log.index}`, log]),
  );
  const logs = [...byPlace.values()].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const evidence = { ...partial, logs };
  const known = chainFacts(evidence);
  for (const name of ["JobReported", "JobCertified"]) {
    const event = known.last(name);
    const transaction = event === undefined ? null : await provider.getTransaction(event.tx);
    if (transaction !== null) evidence.callData[transaction.hash] = transaction.data as Hex;
  }
  return evidence;
}

/** Digests of the documents that verification reads, as far as the job has come. */
function digestsOf(facts: ChainFacts): Set<Hex> {
  const { terms } = facts.order;
  const { report, certificate } = facts.job.record;
  const versions = terms.datasetIds.map((id, i) => datasetVersion(facts, id, terms.versions[i]!));
  const digests = [
    terms.specDigest,
    report.manifestDigest,
    report.modelDigest,
    certificate.certificateDigest,
    ...versions.flatMap((version) => [version.schemaDigest as Hex, version.catalogueDigest as Hex]),
  ];
  return new Set(digests.filter((digest) => BigInt(digest) !== 0n));
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
    if (parsed.args.report.outputHash === outputHash) return parsed.args.orderId as bigint;
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

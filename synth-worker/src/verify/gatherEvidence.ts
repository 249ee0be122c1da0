import { type Deployment, type Hex, orderTopics } from "@symbolon/protocol";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface, toBeHex, zeroPadValue } from "ethers";
import { type ChainFacts, chainFacts } from "./chainFacts.ts";
import { datasetVersion } from "./datasetVersion.ts";
import type { Evidence } from "./evidence.ts";
import type { EvidenceReader, LogFilter } from "./evidenceReader.ts";

const market = new Interface(MarketAbi);
const jobs = new Interface(JobRegistryAbi);
const word = (value: bigint): Hex => zeroPadValue(toBeHex(value), 32) as Hex;

/**
 * Everything that verification reads of one order, as of the latest block. A document that nobody has is left out and shows in
 * verification. Throws E2004 for an unknown order, and what the reader throws.
 */
export async function gatherEvidence(
  reader: EvidenceReader,
  deployment: Deployment,
  orderId: bigint,
): Promise<Evidence> {
  const evidence = await gatherChain(reader, deployment, orderId);
  for (const digest of digestsOf(chainFacts(evidence))) {
    const text = await reader.document(digest);
    if (text !== null) evidence.documents[digest] = text;
  }
  return evidence;
}

async function gatherChain(
  reader: EvidenceReader,
  deployment: Deployment,
  orderId: bigint,
): Promise<Evidence> {
  const { contracts, startBlock } = deployment;
  const blockNumber = await reader.blockNumber();
  const read = (addresses: LogFilter["addresses"], topics: LogFilter["topics"]) =>
    reader.logs({ addresses, topics, fromBlock: startBlock, toBlock: blockNumber });
  const recordOf = (contract: Interface, to: Hex) =>
    reader.call(to, contract.encodeFunctionData("recordOf", [orderId]) as Hex, blockNumber);
  const ofOrder = await read(
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
    read(
      [contracts.datasetRegistry, contracts.consentRegistry, contracts.privacyLedger],
      [null, terms.datasetIds.map(word)],
    ),
    terms.permitId === 0n ? [] : read([contracts.permitRegistry], orderTopics(terms.permitId)),
    read([contracts.market, contracts.jobRegistry], [settings.map((event) => event.topicHash as Hex)]),
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
    const callData = event === undefined ? null : await reader.callData(event.tx);
    if (event !== undefined && callData !== null) evidence.callData[event.tx] = callData;
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

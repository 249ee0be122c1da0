import { setTimeout as delay } from "node:timers/promises";
import {
  canonicalJson,
  digestOfBytes,
  digestOfDocument,
  entryDescription,
  type Hex,
} from "@symbolon/protocol";
import { DatasetRegistryAbi } from "@symbolon/protocol/abi/DatasetRegistry";
import { Contract, type JsonRpcProvider, type Signer } from "ethers";
import { benchSchema, catalogueDocument } from "../gateway/catalogueDocuments.ts";
import type { PublishMarket } from "./openPublishMarket.ts";

/** How often the chain is asked for the receipt, and the gateway for the dataset. */
const RECEIPT_POLL_MS = 10;
const CATALOGUE_POLL_MS = 50;
const PATIENCE_MS = 60_000;

/** What a search shows of a dataset; the indexed row alone comes before what is read from its documents. */
const QUERY = `query Published($text: String!) {
  catalogueSearch(filter: { text: $text }, first: 20) { nodes { id title schema } }
}`;

/** One publication: from the block of its transaction until a search finds it with title and schema. */
export type Visible = { readonly ms: number; readonly blocks: number; readonly asks: number };

/**
 * Publishes made-up dataset `n` as a hospital does, documents first, and asks the catalogue until a search for its title gives it. Time counts from the
 * last moment at which the chain did not have the transaction yet, so it is at most 10 ms too long. Throws Error for a refusal, or after a minute.
 */
export async function publishUntilVisible(
  { gatewayUrl, deployment }: PublishMarket,
  chain: JsonRpcProvider,
  owner: Signer,
  n: number,
): Promise<Visible> {
  const entry = catalogueDocument(n);
  const title = entryDescription(entry).title![0]!.value;
  await post(`${gatewayUrl}/catalogue/schema`, "application/json", canonicalJson(benchSchema));
  await post(`${gatewayUrl}/catalogue/import`, "application/ld+json", canonicalJson(entry));
  const registry = new Contract(deployment.contracts.datasetRegistry, DatasetRegistryAbi, owner);
  const sent = await registry.getFunction("publish").send({
    catalogueDigest: digestOfDocument(entry),
    schemaDigest: digestOfDocument(benchSchema),
    licenceHash: textDigest("licence"),
    consentRoot: textDigest(`consents of ${n}`),
    priceWei: 10n ** 18n,
    rowPriceWei: 0n,
    renewalBps: 0,
    rhoCapMicro: 500_000n,
    rhoPerBuyerMicro: 0n,
    purposesMask: 0b0101_0000,
    categoryCode: 11,
    lane: 0,
    costs: { holderWei: 0n, computeWei: 0n, evaluationWei: 0n, accessBodyWei: 0n },
  });
  const { blockNumber, minedMs } = await mined(chain, sent.hash);
  const body = JSON.stringify({ query: QUERY, variables: { text: title } });
  for (let asks = 1; ; asks++) {
    const answer = (await post(`${gatewayUrl}/graphql`, "application/json", body)) as Answer;
    const ms = performance.now() - minedMs;
    const isShown = answer.data.catalogueSearch.nodes.some(
      (node) => node.title === title && node.schema !== null,
    );
    if (isShown) {
      const head = Number(await chain.send("eth_blockNumber", []));
      return { ms, blocks: head - blockNumber, asks };
    }
    if (ms > PATIENCE_MS)
      throw new Error(`dataset ${n} is not in the catalogue after ${PATIENCE_MS / 1000} s`);
    await delay(CATALOGUE_POLL_MS);
  }
}

type Answer = {
  readonly data: {
    readonly catalogueSearch: {
      readonly nodes: readonly { readonly title: string | null; readonly schema: unknown }[];
    };
  };
};

async function mined(
  chain: JsonRpcProvider,
  hash: string,
): Promise<{ blockNumber: number; minedMs: number }> {
  const started = performance.now();
  for (let minedMs = started; minedMs - started < PATIENCE_MS; ) {
    const asked = performance.now();
    const receipt = (await chain.send("eth_getTransactionReceipt", [hash])) as {
      blockNumber: string;
      status: string;
    } | null;
    if (receipt?.status === "0x0") throw new Error("the publication was undone");
    if (receipt !== null) return { blockNumber: Number(receipt.blockNumber), minedMs };
    minedMs = asked;
    await delay(RECEIPT_POLL_MS);
  }
  throw new Error(`the transaction is in no block after ${PATIENCE_MS / 1000} s`);
}

async function post(url: string, type: string, body: string): Promise<unknown> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": type }, body });
  const text = await response.text();
  if (!response.ok || text.includes('"errors":['))
    throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
  return JSON.parse(text);
}

function textDigest(text: string): Hex {
  return digestOfBytes(new TextEncoder().encode(text));
}

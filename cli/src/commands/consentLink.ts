import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ConsentLink, type Hex, SymbolonError, writeConsentLink } from "@symbolon/protocol";
import { consentTree, parseConsentBook } from "@symbolon/synth-worker/upload";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { parseJson } from "../shared/keyFile.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { signedCall } from "../shared/signedCall.ts";

/** Whose link, for which dataset. `country`: whose law receipts are written under, ISO 3166 or EU. `state`: folder of a node's consent book. */
export type ConsentLinkOptions = {
  readonly datasetId: bigint;
  readonly subject: string;
  readonly country: string;
  readonly state: string | undefined;
};

/**
 * `symbolon consent link SUBJECT`: the link by which one patient acts without an account. What is secret in it stands behind the "#", which no
 * browser sends. With a node's consent book (`--state`) it carries the consent's own key and proof, and where no consent was asked (EHDS lane) the
 * holder's hub is told whose key that is, so that it opts out; else the hub makes a key that only the link has. Throws E3004 for nobody of that name, E2007 for no such dataset, E1005 and E1006
 * for no readable book, and what the gateway answers.
 */
export async function consentLink(
  gateway: GatewayClient,
  connection: MarketConnection,
  { datasetId, subject, country, state }: ConsentLinkOptions,
  out: Output,
): Promise<void> {
  const ask = hub(gateway, connection, datasetId);
  const person = { subject, jurisdiction: country };
  let link: ConsentLink;
  if (state === undefined) {
    const { privateKey } = await ask<{ privateKey: Hex }>(person);
    link = { privateKey, leaf: null };
  } else {
    const { consentKey, ...found } = await fromBook(join(state, "consents.json"), subject);
    if (await isEhds(gateway, datasetId)) await ask({ ...person, account: consentKey });
    link = found;
  }
  const url = `${gateway.url}/patient/${datasetId}#${writeConsentLink(link)}`;
  out.result({ subject, url }, [
    url,
    "Hand it to this patient and nobody else: who has it can act for them.",
  ]);
}

/** Asks the holder's own hub for a link's key, or (with `account`) tells it the address of one. */
function hub(gateway: GatewayClient, connection: MarketConnection, datasetId: bigint) {
  return <T>(value: {
    readonly subject: string;
    readonly jurisdiction: string;
    readonly account?: Hex;
  }): Promise<T> =>
    signedCall<T>({
      url: gateway.url,
      chainId: connection.deployment.chainId,
      account: accountOf(connection),
      method: "POST",
      path: `/consents/${datasetId}/link`,
      purpose: "consent",
      subject: `${datasetId}/link`,
      value,
    });
}

async function isEhds(gateway: GatewayClient, datasetId: bigint): Promise<boolean> {
  const { dataset } = await gateway.query<{ dataset: { lane: string } | null }>(
    "query Lane($id: ID!) { dataset(id: $id) { lane } }",
    { id: datasetId.toString() },
  );
  if (dataset === null) throw new SymbolonError("E2007", { datasetId: datasetId.toString() });
  return dataset.lane === "EHDS";
}

async function fromBook(file: string, subject: string): Promise<ConsentLink & { readonly consentKey: Hex }> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not there" }, { cause });
  }
  const { root, consents } = parseConsentBook(parseJson(text, file));
  const consent = consents.find((each) => each.subject === subject);
  if (consent === undefined) throw new SymbolonError("E3004", { subject });
  const { consentKey, privateKey, recordHash, nullifier, leafIndex } = consent;
  const proof = consentTree(consents).proof(leafIndex);
  return { consentKey, privateKey, leaf: { root, recordHash, nullifier, proof } };
}

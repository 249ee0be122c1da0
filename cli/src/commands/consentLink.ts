import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ConsentLink, SymbolonError, writeConsentLink } from "@symbolon/protocol";
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
 * browser sends. With a node's consent book (`--state`) it carries the consent's own key and proof; else the holder's hub makes a key that only
 * the link has. Throws E3004 for nobody of that name, E1005 and E1006 for no readable book, and what the gateway answers.
 */
export async function consentLink(
  gateway: GatewayClient,
  connection: MarketConnection,
  { datasetId, subject, country, state }: ConsentLinkOptions,
  out: Output,
): Promise<void> {
  const link =
    state === undefined
      ? await fromHub(gateway, connection, { datasetId, subject, jurisdiction: country })
      : await fromBook(join(state, "consents.json"), subject);
  const url = `${gateway.url}/patient/${datasetId}#${writeConsentLink(link)}`;
  out.result({ subject, url }, [
    url,
    "Hand it to this patient and nobody else: who has it can act for them.",
  ]);
}

async function fromHub(
  gateway: GatewayClient,
  connection: MarketConnection,
  { datasetId, ...value }: { datasetId: bigint; subject: string; jurisdiction: string },
): Promise<ConsentLink> {
  const { privateKey } = await signedCall<Pick<ConsentLink, "privateKey">>({
    url: gateway.url,
    chainId: connection.deployment.chainId,
    account: accountOf(connection),
    method: "POST",
    path: `/consents/${datasetId}/link`,
    purpose: "consent",
    subject: `${datasetId}/link`,
    value,
  });
  return { privateKey, leaf: null };
}

async function fromBook(file: string, subject: string): Promise<ConsentLink> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not there" }, { cause });
  }
  const { root, consents } = parseConsentBook(parseJson(text, file));
  const consent = consents.find((each) => each.subject === subject);
  if (consent === undefined) throw new SymbolonError("E3004", { subject });
  const { privateKey, recordHash, nullifier, leafIndex } = consent;
  const proof = consentTree(consents).proof(leafIndex);
  return { privateKey, leaf: { root, recordHash, nullifier, proof } };
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { Wallet } from "ethers";
import { labelDocument } from "../catalogue/labelDocument.ts";
import { qualityLabel } from "../catalogue/qualityLabel.ts";
import { consentReceipt } from "../consent/consentReceipt.ts";
import { contractDomain } from "../eip712/typedData.ts";
import type { Deployment } from "../messages/deployment.ts";
import type { DocumentProof } from "../messages/documentProof.ts";
import { proofSigner, type Signed } from "./proofSigner.ts";
import { signedLabel } from "./signedLabel.ts";
import { signedReceipt } from "./signedReceipt.ts";

const HUB = new Wallet(`0x${"b7".repeat(32)}`);
const contract = (n: number) => `0x${String(n).repeat(40)}` as const;
const deployment = {
  chainId: 31_337,
  contracts: { datasetRegistry: contract(1), consentRegistry: contract(2) },
} as Deployment;
const label = labelDocument(qualityLabel({ iri: "urn:d" }), {
  chainId: 31_337,
  datasetId: "3",
  catalogueDigest: `0x${"ca".repeat(32)}`,
  issuedAt: 1_800_000_000,
});
const receipt = consentReceipt({
  record: {
    format: "symbolon-consent/1",
    subject: "P1",
    controller: "Hospital",
    notice: { version: "1", digest: `0x${"11".repeat(32)}` },
    purposes: ["SCIENTIFIC_RESEARCH"],
    dataCategories: ["a"],
    processing: "synthetic-data-generation",
    given: "2026-01-01",
    withdrawal: "mailto:dpo@h.example",
  },
  recordId: `0x${"22".repeat(32)}`,
  events: [{ status: "ConsentGiven", at: 1_700_000_000 }],
  validUntil: null,
  circumstances: {
    language: "en",
    jurisdiction: "FI",
    collectionMethod: "form",
    storageLocation: "hub",
    retention: "ten years",
    recipients: [],
  },
});

async function proofOf({ chainId, verifyingContract, types, value }: Signed): Promise<DocumentProof> {
  const proofValue = await HUB.signTypedData(contractDomain(chainId, verifyingContract), types, value);
  const verificationMethod = `eip155:${chainId}:${HUB.address.toLowerCase()}`;
  return {
    type: "Eip712Signature",
    verificationMethod,
    verifyingContract,
    proofValue: proofValue as `0x${string}`,
  };
}

test("tells who signed a label and a receipt, with the proof in the document", async () => {
  const forLabel = await proofOf(signedLabel(label, deployment));
  assert.equal(
    proofSigner(forLabel, signedLabel({ ...label, proof: forLabel }, deployment)),
    HUB.address.toLowerCase(),
  );
  const forReceipt = await proofOf(signedReceipt(receipt, "3", deployment));
  const given = { ...receipt, proof: forReceipt };
  assert.equal(proofSigner(forReceipt, signedReceipt(given, "3", deployment)), HUB.address.toLowerCase());
});

test("refuses another document, dataset, chain, contract, account and what is no signature", async () => {
  const proof = await proofOf(signedLabel(label, deployment));
  const other = (changes: Partial<DocumentProof>) => ({ ...proof, ...changes });
  const signed = signedLabel(label, deployment);
  const cases: readonly [proof: DocumentProof, signed: Signed][] = [
    [proof, signedLabel({ ...label, known: label.known + 1 }, deployment)],
    [proof, signedLabel({ ...label, datasetId: "4" }, deployment)],
    [proof, signedLabel(label, { ...deployment, chainId: 1 })],
    [proof, { ...signed, verifyingContract: contract(3) }],
    [other({ verificationMethod: `eip155:31337:0x${"00".repeat(20)}` }), signed],
    [other({ proofValue: "0x1234" }), signed],
    [proof, signedReceipt(receipt, "3", deployment)],
  ];
  for (const [given, about] of cases) assert.throws(() => proofSigner(given, about), { code: "E9004" });
});

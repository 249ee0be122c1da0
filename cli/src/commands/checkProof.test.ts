import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { contractDomain, Deployment, labelDocument, qualityLabel, signedLabel } from "@symbolon/protocol";
import { Wallet } from "ethers";
import { output } from "../shared/output.ts";
import { checkProof } from "./checkProof.ts";

const HUB = new Wallet(`0x${"b7".repeat(32)}`);
const NAMES = Object.keys(Deployment.shape.contracts.shape);
const deployment = Deployment.parse({
  chainId: 31_337,
  startBlock: 1,
  contracts: Object.fromEntries(
    NAMES.map((name, n) => [name, `0x${(n + 1).toString(16).padStart(40, "0")}`]),
  ),
});
const label = labelDocument(qualityLabel({ iri: "urn:d" }), {
  chainId: 31_337,
  datasetId: "3",
  catalogueDigest: `0x${"ca".repeat(32)}`,
  issuedAt: 1_800_000_000,
});

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-proof-"));
  await writeFile(join(folder, "deployment.json"), JSON.stringify(deployment));
});
after(() => rm(folder, { recursive: true }));

async function check(document: unknown, options: { signer?: string; datasetId?: string } = {}) {
  const file = join(folder, "document.json");
  await writeFile(file, JSON.stringify(document));
  await checkProof({ file, deploymentFile: join(folder, "deployment.json"), ...options }, output(true));
}
async function signed() {
  const { chainId, verifyingContract, types, value } = signedLabel(label, deployment);
  const proofValue = await HUB.signTypedData(contractDomain(chainId, verifyingContract), types, value);
  const verificationMethod = `eip155:${chainId}:${HUB.address.toLowerCase()}`;
  return { ...label, proof: { type: "Eip712Signature", verificationMethod, verifyingContract, proofValue } };
}

it("names the account that signed, and holds it against the one that is expected", async (t) => {
  const log = t.mock.method(console, "log", () => {});
  await check(await signed());
  assert.match(String(log.mock.calls[0]?.arguments[0]), new RegExp(HUB.address.toLowerCase()));
  await check(await signed(), { signer: HUB.address });
  await assert.rejects(check(await signed(), { signer: `0x${"00".repeat(20)}` }), { code: "E9004" });
});

it("refuses a changed document, one without a proof, and what is no such document", async () => {
  await assert.rejects(check({ ...(await signed()), known: 0 }), { code: "E9004" });
  await assert.rejects(check(label), { code: "E1006" });
  await assert.rejects(check({ format: "symbolon-order/3" }), { code: "E1006" });
  await assert.rejects(check({ format: "symbolon-consent-receipt/1" }), { code: "E1006" });
});

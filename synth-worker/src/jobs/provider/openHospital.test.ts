import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { consentLeaf, verifyMerkleProof } from "@symbolon/protocol";
import { consentTree } from "../../tabular/hospital/consentTree.ts";
import { writeHospital } from "../test-support/hospitalFiles.ts";
import { openHospital } from "./openHospital.ts";

test("each patient has one unlinkable consent, provable under the root, and a restart keeps the book", async () => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-consent-"));
  const config = await writeHospital(join(folder, "data"), "Test hospital", 64);
  const hospital = await openHospital(config, join(folder, "state"));
  const { consents, root } = hospital.book;
  assert.equal(consents.length, 64);
  assert.equal(consents[0]?.subject, "P1");
  for (const secret of ["salt", "nullifier", "privateKey", "consentKey", "recordHash"] as const) {
    assert.equal(new Set(consents.map((consent) => consent[secret])).size, 64, secret);
  }
  // 64! orders: the chance that shuffling leaves the order as it was is below 1e-88.
  assert.notDeepEqual(
    consents.map((consent) => consent.leafIndex),
    consents.map((consent) => consent.row),
  );
  const tree = consentTree(consents);
  for (const consent of consents) {
    assert.ok(verifyMerkleProof(root, consentLeaf(consent), tree.proof(consent.leafIndex)));
  }
  hospital.records.close();
  const again = await openHospital(config, join(folder, "state"));
  assert.deepEqual(again.book, hospital.book);
  assert.deepEqual(again.holdout, hospital.holdout);
  again.records.close();
  await rm(folder, { recursive: true });
});

test("a file that changed after listing is refused, since its consents no longer fit", async () => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-consent-"));
  const config = await writeHospital(join(folder, "data"), "Test hospital", 20);
  (await openHospital(config, join(folder, "state"))).records.close();
  await writeHospital(join(folder, "data"), "Test hospital", 21);
  await assert.rejects(openHospital(config, join(folder, "state")), { code: "E1006" });
  await rm(folder, { recursive: true });
});

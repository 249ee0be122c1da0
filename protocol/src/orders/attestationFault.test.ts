import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attestUse } from "../permits/documents/attestUse.ts";
import { attestationFault } from "./attestationFault.ts";

const job = {
  chainId: 1,
  account: `0x${"ab".repeat(20)}`,
  permitId: 3n,
  datasetIds: [1n, 2n],
  purpose: 16n,
} as const;

describe("the attestation of an order", () => {
  it("Art. 54: under a permit is of exactly this job", () => {
    const spec = { useAttestation: attestUse(job) };
    assert.equal(attestationFault(spec, job), null);
    for (const change of [
      { chainId: 2 },
      { account: `0x${"ac".repeat(20)}` as const },
      { permitId: 4n },
      { datasetIds: [1n] },
      { purpose: 8n },
    ])
      assert.match(attestationFault(spec, { ...job, ...change })!, /another job/);
    assert.match(attestationFault({}, job)!, /does not attest/);
  });

  it("does not depend on how an account is written", () => {
    const account = `0x${"AB".repeat(20)}` as const;
    assert.equal(attestUse({ ...job, account }), attestUse(job));
  });

  it("is absent without a permit", () => {
    const without = { ...job, permitId: 0n };
    assert.equal(attestationFault({}, without), null);
    assert.match(attestationFault({ useAttestation: attestUse(job) }, without)!, /only an order under/);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, type Hex, SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import type { Shared } from "../shared.ts";
import { settleThreeParties, threeParties } from "../test-support/threeParties.ts";
import { acceptBits } from "./acceptBits.ts";
import { type InputReport, settleInputs } from "./settleInputs.ts";
import { type BitDealing, shareBits } from "./shareBits.ts";

const job: Hex = `0x${"5a".repeat(32)}`;
const entropy = cryptoEntropy();
const deal = (planes: Uint32Array, datasetId = "5"): BitDealing =>
  shareBits({ job, datasetId, planes, entropy });
const accept = (dealing: BitDealing, index: 0 | 1 | 2, words: number, datasetId = "5"): Shared =>
  acceptBits({
    orderId: "7",
    job,
    datasetId,
    index,
    words,
    commitments: dealing.commitments,
    package: dealing.packages[index]!,
  });
const refusal = (run: () => unknown): SymbolonError => {
  try {
    run();
  } catch (error) {
    if (error instanceof SymbolonError) return error;
    throw error;
  }
  assert.fail("it was accepted");
};

test("the three shares give the planes, both holders of a share have the same one, and the computation opens them", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint32Array({ minLength: 1, maxLength: 50 }), async (planes) => {
      const dealing = deal(planes);
      const [a, b, c] = ([0, 1, 2] as const).map((index) => accept(dealing, index, planes.length));
      assert.deepEqual(a!.next, b!.own);
      assert.deepEqual(b!.next, c!.own);
      assert.deepEqual(c!.next, a!.own);
      assert.deepEqual(
        a!.own.map((word, i) => word ^ a!.next[i]! ^ b!.next[i]!),
        planes,
      );
      const { results } = await threeParties((party) => party.open([a!, b!, c!][party.index]!));
      assert.deepEqual(results[2], planes);
    }),
    { numRuns: 20 },
  );
});

test("node 0 gets seeds alone; the upload is twice the planes and 320 bytes", () => {
  const { packages } = deal(new Uint32Array(1000));
  assert.deepEqual(
    packages.map(({ length }) => length),
    [128, 4096, 4096],
  );
});

test("every flipped byte of a package is found by the node that has it, and the dataset is named", () => {
  const planes = Uint32Array.of(1, 2, 3);
  const dealing = deal(planes);
  for (const index of [0, 1, 2] as const) {
    for (let at = 0; at < dealing.packages[index]!.length; at++) {
      const packages = dealing.packages.map((bytes) => bytes.slice());
      packages[index]![at]! ^= 0x10;
      const error = refusal(() => accept({ ...dealing, packages }, index, planes.length));
      assert.equal(error.code, "E4007");
      assert.equal(error.details.datasetId, "5");
    }
  }
});

test("a dealing of another dataset, order of shares or length is refused", () => {
  const planes = Uint32Array.of(1, 2, 3);
  const dealing = deal(planes);
  assert.equal(refusal(() => accept(dealing, 0, 3, "6")).code, "E4007");
  assert.equal(refusal(() => accept(dealing, 1, 4)).code, "E4001");
  const [first, second, third] = dealing.packages;
  // Nodes 1 and 2 get packages of one length; each other's are still refused.
  const swapped = { ...dealing, packages: [first!, third!, second!] };
  assert.equal(refusal(() => accept(swapped, 1, 3)).code, "E4007");
  assert.equal(
    refusal(() => accept({ ...dealing, commitments: dealing.commitments.slice(1) }, 0, 3)).code,
    "E4007",
  );
});

test("a hospital that deals inconsistently is named and left out, whichever way it does it", () => {
  const planes = Uint32Array.of(9, 8, 7);
  const honest = deal(planes, "4");
  const one = deal(planes);
  const other = deal(Uint32Array.of(9, 8, 6));
  // Node 2 gets a package and commitments that fit together, but not those of the others.
  const dealings = [one, one, other];
  const reports = ([0, 1, 2] as const).map((index): InputReport => {
    accept(honest, index, 3, "4");
    accept(dealings[index]!, index, 3);
    return { 4: honest.commitments, 5: dealings[index]!.commitments };
  });
  const settled = settleInputs(["4", "5"], reports);
  assert.deepEqual(settled.accepted, ["4"]);
  assert.equal(settled.refused[0]!.datasetId, "5");
  const withFault = settleInputs(["4", "5"], [reports[0]!, { 4: honest.commitments, 5: null }, reports[0]!]);
  assert.match(withFault.refused[0]!.reason, /node 1/);
  const missing = settleInputs(["4", "5"], [reports[0]!, reports[0]!, { 4: honest.commitments }]);
  assert.match(missing.refused[0]!.reason, /node 2/);
  const clean = settleInputs(["4", "5"], [reports[0]!, reports[1]!, reports[0]!]);
  assert.deepEqual(clean.accepted, ["4", "5"]);
  assert.notEqual(clean.digest, settled.digest);
});

test("inputs not compared: nodes that settled on different inputs stop before they compute", async () => {
  const digests = [deal(Uint32Array.of(1)), deal(Uint32Array.of(1))].map(
    ({ commitments }) => commitments[0]!,
  );
  const run = (ofParty: (index: number) => Hex) =>
    settleThreeParties(async (party) => {
      await party.agree("the inputs", fromHex(ofParty(party.index)));
      return party.index;
    });
  const same = await run(() => digests[0]!);
  assert.deepEqual(
    same.outcomes.map(({ status }) => status),
    ["fulfilled", "fulfilled", "fulfilled"],
  );
  for (const odd of [0, 1, 2]) {
    const { outcomes } = await run((index) => digests[index === odd ? 1 : 0]!);
    for (const outcome of outcomes) {
      assert.ok(outcome.status === "rejected" && outcome.reason instanceof SymbolonError);
      assert.equal(outcome.reason.code, "E4020");
    }
  }
});

test("golden: the commitments of a fixed dealing", () => {
  const { commitments } = shareBits({
    job,
    datasetId: "5",
    planes: Uint32Array.of(1, 0xffffffff),
    entropy: seededEntropy(1),
  });
  assert.deepEqual(commitments, [
    "0x643f244c62726c47c7950e686b1c42e491d5dd773c5e097f39ba4fe53f9802f9",
    "0xd573c3703ea80c11fe8dcc3f045aa1df5a812b47869fb146c6aa95e47ec2bea5",
    "0x95f659e2298f56dc1725dcf95fde12b8ea53d97514cbe5870ce901a3e1677984",
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Hex, SymbolonError } from "@symbolon/protocol";
import { seededEntropy } from "../../../random/testOnly.ts";
import { handOverShare } from "./handOverShare.ts";
import { shareBits } from "./shareBits.ts";
import { type HandedShare, takeOverShares } from "./takeOverShares.ts";

const job: Hex = `0x${"5a".repeat(32)}`;
const planes = Uint32Array.of(1, 2, 3, 4, 5);
const words = planes.length;
const { packages, commitments } = shareBits({ job, datasetId: "5", planes, entropy: seededEntropy(3) });
const PLACES = [0, 1, 2] as const;

/** What the two neighbours of node `index` hand over. */
function survivorsOf(index: 0 | 1 | 2): { previous: HandedShare; next: HandedShare } {
  const from = (other: number): HandedShare => ({
    commitments,
    part: handOverShare(
      { datasetId: "5", index: PLACES[other % 3]!, words, package: packages[other % 3]! },
      index,
    ),
  });
  return { previous: from(index + 2), next: from(index + 1) };
}
const dealing = (index: 0 | 1 | 2) => ({ orderId: "7", job, datasetId: "5", index, words });
function refusal(run: () => unknown): SymbolonError {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof SymbolonError, String(error));
    return error;
  }
  assert.fail("it was taken");
}

test("whichever node is replaced, its neighbours' parts make its package, byte for byte", () => {
  for (const index of PLACES)
    assert.deepEqual(takeOverShares(dealing(index), survivorsOf(index)), packages[index]);
});

test("a changed byte of salt or share is found at every place, and the survivor that gave it is named", () => {
  for (const index of PLACES)
    for (const side of ["previous", "next"] as const) {
      const survivors = survivorsOf(index);
      for (let at = 0; at < survivors[side].part.length; at++) {
        const part = survivors[side].part.slice();
        part[at]! ^= 4;
        const error = refusal(() =>
          takeOverShares(dealing(index), { ...survivors, [side]: { commitments, part } }),
        );
        assert.equal(error.code, "E4007");
        assert.equal(error.details.node, (index + (side === "previous" ? 2 : 1)) % 3);
        assert.equal(error.details.datasetId, "5");
      }
    }
});

test("the other share of a survivor, a cut part, or another dataset's is refused", () => {
  const survivors = survivorsOf(0);
  const { previous, next } = survivors;
  // Node 2 gives share 0 and not its share 2; the two parts in each other's place are refused too.
  const swapped = { previous: next, next: previous };
  assert.equal(refusal(() => takeOverShares(dealing(0), swapped)).code, "E4007");
  const cut = { ...survivors, next: { commitments, part: next.part.slice(1) } };
  assert.equal(refusal(() => takeOverShares(dealing(0), cut)).code, "E4001");
  assert.equal(refusal(() => takeOverShares({ ...dealing(0), datasetId: "6" }, survivors)).code, "E4007");
});

test("survivors with different commitments stop it, and both are named", () => {
  const other = shareBits({ job, datasetId: "5", planes, entropy: seededEntropy(4) });
  for (const index of PLACES) {
    const survivors = survivorsOf(index);
    const error = refusal(() =>
      takeOverShares(dealing(index), {
        ...survivors,
        next: { ...survivors.next, commitments: other.commitments },
      }),
    );
    assert.equal(error.code, "E4020");
    assert.match(
      String(error.details.reason),
      new RegExp(`nodes ${(index + 2) % 3} and ${(index + 1) % 3} `),
    );
  }
});

test("a survivor hands over the share that both hold, and not its other one; a wrong package or place is an error", () => {
  for (const index of PLACES) {
    const { previous, next } = survivorsOf(index);
    assert.equal(previous.part.length + next.part.length, packages[index]!.length);
  }
  const received = { datasetId: "5", index: 1 as const, words, package: packages[1]! };
  assert.throws(() => handOverShare(received, 1), RangeError);
  assert.equal(
    refusal(() => handOverShare({ ...received, package: packages[1]!.slice(1) }, 2)).code,
    "E4001",
  );
});

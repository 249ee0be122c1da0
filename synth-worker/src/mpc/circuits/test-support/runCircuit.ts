import assert from "node:assert/strict";
import { fastStream } from "../../../random/fastStream.ts";
import { keystream } from "../../../random/keystream.ts";
import type { Party } from "../../rss/party.ts";
import type { PartyCost } from "../../rss/partyCost.ts";
import { splitWords } from "../../rss/test-support/splitWords.ts";
import { threeParties } from "../../rss/test-support/threeParties.ts";
import { joinShared } from "../joinShared.ts";
import { numberPlanes } from "../numberPlanes.ts";
import { planeNumbers } from "../planeNumbers.ts";
import type { Planes } from "../planes.ts";
import { plainParty } from "./plainParty.ts";

/** Public numbers that are to be shared: one per lane, in planes of `width` bits. */
export type Operand = { readonly numbers: ArrayLike<number>; readonly width: number };

/**
 * TESTS ONLY: runs a circuit on the plain party and on three parties over links in memory, each from shares of the same numbers, and asserts
 * that all opened planes agree. Gives the numbers in the first `lanes` lanes and the plain party's cost without the last opening.
 */
export async function runCircuit(
  operands: readonly Operand[],
  lanes: number,
  circuit: (party: Party, operands: readonly Planes[]) => Promise<Planes>,
): Promise<{ numbers: Float64Array; width: number; cost: Pick<PartyCost, "rounds" | "ands"> }> {
  const words = Math.ceil(Math.max(...operands.map(({ numbers }) => numbers.length)) / 32);
  const planes = operands.map(({ numbers, width }) => numberPlanes(numbers, { width, words }));
  const plain = plainParty();
  const planar = await circuit(
    plain,
    planes.map((own) => own.map((plane) => ({ own: plane.slice(), next: new Uint32Array(words) }))),
  );
  const cost = { rounds: plain.cost.rounds, ands: plain.cost.ands };
  const expected = await plain.open(joinShared(planar));

  const stream = fastStream(keystream(new Uint8Array(32), "run circuit"));
  const shares = planes.map((own) => own.map((plane) => splitWords(plane, stream)));
  const { results } = await threeParties(async (party) => {
    const out = await circuit(
      party,
      shares.map((own) => own.map((plane) => plane[party.index]!)),
    );
    return await party.open(joinShared(out));
  });
  for (const result of results) assert.deepEqual(result, expected);
  const size = expected.length / planar.length;
  return {
    numbers: planeNumbers(
      planar.map((_, i) => expected.subarray(i * size, (i + 1) * size)),
      lanes,
    ),
    width: planar.length,
    cost,
  };
}

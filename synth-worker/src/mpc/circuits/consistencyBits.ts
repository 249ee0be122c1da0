import { notInPlace } from "../rss/notInPlace.ts";
import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { allOnes } from "./allOnes.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { compressHeap } from "./compressHeap.ts";
import { extendPlanes } from "./extendPlanes.ts";
import { heapRow } from "./heapRow.ts";
import { joinShared } from "./joinShared.ts";
import { type LaneLayout, laneLayout } from "./laneLayout.ts";
import { layoutHeap } from "./layoutHeap.ts";
import { memberLanes } from "./memberLanes.ts";
import { permuteLanes } from "./permuteLanes.ts";
import type { Planes } from "./planes.ts";
import { sharedView } from "./sharedView.ts";
import { xorShared } from "./xorShared.ts";

/** "The cells in these lanes add up to" the cell in lane `equals`, or to the number of patients. */
export type SumCheck = { readonly members: readonly number[]; readonly equals: number | "patients" };

/** One hospital's input: its table, and the number of its patients in lane 0 (as many planes or fewer). */
export type CheckedTable = { readonly counts: Planes; readonly patients: Planes };

/**
 * For every hospital: do all sums hold? One bit each is opened, nothing else. About one AND per bit that is a member of a check. No sum
 * is ever calculated to its end: NOT(right side) is added to the members by 3:2 compressors, and two numbers s + c are -1, all
 * ones, exactly when s = NOT c. Modulo 2^width with a width that neither side passes, so a wrap cannot fake an equality. All hospitals
 * must have tables of the same shape. Throws RangeError for input that does not fit.
 */
export async function consistencyBits(
  party: Party,
  hospitals: readonly CheckedTable[],
  checks: readonly SumCheck[],
): Promise<boolean[]> {
  if (hospitals.length === 0 || checks.length === 0) throw new RangeError("nothing to check");
  const layout = laneLayout(checks.map(({ members }) => members.length));
  const planes = hospitals[0]!.counts.length;
  const most = BigInt(layout.blockWords.length) * ((1n << BigInt(planes)) - 1n);
  const width = most.toString(2).length;
  const source = checkedLanes(layout, checks);
  const tables = hospitals.map(({ counts, patients }) => {
    checkPlanes(counts);
    if (counts.length !== planes || patients.length > width)
      throw new RangeError("all hospitals' tables must have the same planes");
    return {
      members: permuteLanes(counts, source, layout.words).map((plane, weight) => ({ plane, weight })),
      extra: rightSides(party, { counts, patients }, { layout, checks, width }),
    };
  });
  const heap = layoutHeap(layout, tables, width);
  await compressHeap(party, heap);
  // Lanes without a check hold 0 + NOT 0 and pass.
  const [s, c] = [heapRow(heap, 0), heapRow(heap, 1)];
  const agree = s.map((plane, k) => xorShared(plane, c[k]!));
  return await openAll(party, agree, { hospitals: hospitals.length, words: layout.laneWords });
}

function checkedLanes(layout: LaneLayout, checks: readonly SumCheck[]): Int32Array {
  const source = new Int32Array(32 * layout.words).fill(-1);
  const members = checks.flatMap((check) => check.members);
  for (const [i, lane] of memberLanes(layout).entries()) source[lane] = members[i]!;
  return source;
}

/** NOT(what each check's sum must be), in `width` planes. */
function rightSides(
  party: Party,
  { counts, patients }: CheckedTable,
  { layout, checks, width }: { layout: LaneLayout; checks: readonly SumCheck[]; width: number },
): Planes {
  const cells = new Int32Array(32 * layout.laneWords).fill(-1);
  const whole = new Int32Array(32 * layout.laneWords).fill(-1);
  for (const [i, { equals }] of checks.entries()) {
    if (equals === "patients") whole[layout.lane[i]!] = 0;
    else cells[layout.lane[i]!] = equals;
  }
  const fromTable = extendPlanes(permuteLanes(counts, cells), width, "unsigned");
  const fromPatients = extendPlanes(permuteLanes(patients, whole), width, "unsigned");
  return fromTable.map((plane, k) => notInPlace(party, xorShared(plane, fromPatients[k]!)));
}

/** ANDs planes, words and lanes of each hospital down to one bit, and opens those bits. */
async function openAll(
  party: Party,
  agree: Planes,
  { hospitals, words }: { hospitals: number; words: number },
): Promise<boolean[]> {
  // Word w of hospital h to w x hospitals + h, so that one tree serves planes and words of all of them.
  const turned = agree.flatMap((plane) =>
    Array.from({ length: words }, (_, word) =>
      joinShared(
        Array.from({ length: hospitals }, (_, h) =>
          sharedView(plane, h * words + word, h * words + word + 1),
        ),
      ),
    ),
  );
  let bits: Shared = await allOnes(party, joinShared(turned), hospitals);
  for (let half = 16; half >= 1; half /= 2) {
    const shifted = {
      own: bits.own.map((word) => word >>> half),
      next: bits.next.map((word) => word >>> half),
    };
    bits = await party.and(bits, shifted);
  }
  // The shifts bring in zeros from above, so only lane 0, which saw all 32, can still be 1: nothing else is shown.
  return Array.from(await party.open(bits), (word) => word === 1);
}

import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { xorConstantInPlace } from "../rss/xorConstantInPlace.ts";
import { andAll } from "./andAll.ts";
import { checkPlanes } from "./checkPlanes.ts";
import { lessThan } from "./lessThan.ts";
import { openNumbers } from "./openNumbers.ts";
import { permuteLanes } from "./permuteLanes.ts";
import type { Planes } from "./planes.ts";
import { xorShared } from "./xorShared.ts";

/** Candidates of one match. Four: half the rounds of matches of two, for twice the comparisons. */
const MATCH = 4;

/**
 * The place, in the list of lanes, of the largest unsigned score; of equals the first. Only it is opened. A tournament
 * whose shape depends on the number of lanes alone: matches of four, all pairs compared at once, winner and place in the list passed on;
 * 4 + ceil(log2 planes) rounds per level and one for the opening. Throws RangeError for an empty list or a lane there is not.
 */
export async function argmax(party: Party, scores: Planes, lanes: readonly number[]): Promise<number> {
  checkPlanes(scores);
  if (lanes.length === 0 || lanes.some((lane) => lane < 0)) throw new RangeError("no lanes to choose from");
  let values = permuteLanes(scores, Int32Array.from(lanes));
  let places: Planes = [];
  for (let left = lanes.length; left > 1; left = Math.ceil(left / MATCH)) {
    const size = Math.min(MATCH, left);
    const matches = Math.ceil(left / size);
    const wins = await winners(party, values, { left, size, matches });
    const kept = await passOn(party, [...values, ...places], wins, { left, size, matches });
    values = kept.slice(0, values.length);
    places = [...kept.slice(values.length), ...digitPlanes(wins, { left, size, matches })];
  }
  if (places.length === 0) return 0;
  const [place] = await openNumbers(party, places, 1);
  return place!;
}

/** `left` candidates in lanes 0, 1, ...: match m is between lanes size x m to size x m + size - 1; missing ones hold 0 and cannot win. */
type Level = { readonly left: number; readonly size: number; readonly matches: number };

/** Lanes [row x matches + match]: for each row, the lane of candidate `of(row)` of each match, or -1 where there is none. */
function rows({ left, size, matches }: Level, of: readonly number[]): Int32Array {
  const out = new Int32Array(of.length * matches);
  for (const [row, candidate] of of.entries())
    for (let match = 0; match < matches; match++) {
      const lane = size * match + candidate;
      out[row * matches + match] = lane < left ? lane : -1;
    }
  return out;
}

/** One plane: lane (candidate - 1) x matches + match says whether that candidate, 1 to size - 1, wins the match. */
async function winners(party: Party, values: Planes, level: Level): Promise<Shared> {
  const { size, matches } = level;
  const pairs: [number, number][] = [];
  for (let low = 0; low < size; low++) for (let high = low + 1; high < size; high++) pairs.push([low, high]);
  // Strictly less: of equals the earlier one stays.
  const beaten = await lessThan(
    party,
    permuteLanes(
      values,
      rows(
        level,
        pairs.map(([low]) => low),
      ),
    ),
    permuteLanes(
      values,
      rows(
        level,
        pairs.map(([, high]) => high),
      ),
    ),
  );
  // A candidate wins when it beats all earlier ones and no later one beats it: size - 1 factors, one per opponent.
  let product: Shared | undefined;
  for (let opponent = 0; opponent < size - 1; opponent++) {
    const source = new Int32Array((size - 1) * matches);
    const inverted = new Uint32Array(Math.ceil(source.length / 32));
    for (let candidate = 1; candidate < size; candidate++) {
      const other = opponent < candidate ? opponent : opponent + 1;
      const pair = pairs.findIndex(
        ([low, high]) => low === Math.min(candidate, other) && high === Math.max(candidate, other),
      );
      for (let match = 0; match < matches; match++) {
        const lane = (candidate - 1) * matches + match;
        source[lane] = pair * matches + match;
        if (other > candidate) inverted[lane >>> 5]! |= 1 << (lane & 31);
      }
    }
    const factor = xorConstantInPlace(party, permuteLanes([beaten], source)[0]!, inverted);
    product = product === undefined ? factor : await party.and(product, factor);
  }
  return product!;
}

/** The planes of each match's winner: candidate 0, unless another wins. */
async function passOn(party: Party, planes: Planes, wins: Shared, level: Level): Promise<Planes> {
  const { size, matches } = level;
  const first = permuteLanes(planes, rows(level, new Array<number>(size - 1).fill(0)));
  const others = permuteLanes(
    planes,
    rows(
      level,
      Array.from({ length: size - 1 }, (_, i) => i + 1),
    ),
  );
  const moves = await andAll(
    party,
    planes.map(() => wins),
    first.map((plane, k) => xorShared(plane, others[k]!)),
  );
  const kept = permuteLanes(planes, rows(level, [0]));
  return kept.map((plane, k) =>
    xorShared(plane, ...Array.from({ length: size - 1 }, (_, row) => rowOf(moves[k]!, row, matches))),
  );
}

/** The winner's number within its match, as two planes (one for matches of two). */
function digitPlanes(wins: Shared, { size, matches }: Level): Planes {
  const row = (candidate: number) => rowOf(wins, candidate - 1, matches);
  if (size === 2) return [row(1)];
  if (size === 3) return [row(1), row(2)];
  return [xorShared(row(1), row(3)), xorShared(row(2), row(3))];
}

function rowOf(plane: Shared, row: number, matches: number): Shared {
  return permuteLanes(
    [plane],
    Int32Array.from({ length: matches }, (_, match) => row * matches + match),
  )[0]!;
}

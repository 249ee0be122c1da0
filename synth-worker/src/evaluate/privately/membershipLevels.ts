import type { EncodedTable } from "../../math/encodedTable.ts";
import { nearestPoints } from "../neighbours/nearestPoints.ts";
import { evenSample, pointsOf } from "../points.ts";

/** Levels that a record's distance to the file is sorted into. */
export const MEMBERSHIP_LEVELS = 6;
/** Most synthetic records that distances are taken to. */
const MOST_ROWS = 5000;

/**
 * For records of a hospital, which sixth of the file's own nearest distances their distance to the nearest synthetic record
 * falls into: 0 nearest, 5 farthest. Cuts come from the file alone, and a record's level from that record and the file, so
 * counting levels has the sensitivity of any other count. At most 5,000 evenly spaced rows of the file take part.
 * Throws RangeError for a file of fewer than two rows.
 */
export function membershipLevels(synthetic: EncodedTable): (records: EncodedTable) => Uint8Array {
  if (synthetic.rows < 2) throw new RangeError("a file of one row has no distances");
  const file = evenSample(pointsOf(synthetic), MOST_ROWS);
  const own = nearestPoints(file, file, { k: 1, leftOut: (row) => row }).distances.sort();
  const cuts = Array.from(
    { length: MEMBERSHIP_LEVELS - 1 },
    (_, i) => own[Math.floor(((i + 1) * own.length) / MEMBERSHIP_LEVELS)]!,
  );
  return (records) =>
    Uint8Array.from(nearestPoints(pointsOf(records), file, { k: 1 }).distances, (distance) => {
      let level = 0;
      while (level < cuts.length && distance > cuts[level]!) level++;
      return level;
    });
}

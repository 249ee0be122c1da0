import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import type { ColumnScale } from "../neighbours/columnScales.ts";
import { gowerPoints } from "../neighbours/gowerPoints.ts";
import { nearestGower } from "../neighbours/nearestGower.ts";

/** Neighbours whose mean distance says how far out a record is. */
const NEIGHBOURS = 5;

/**
 * The `count` rows among `candidates` that lie furthest from the other records of the table: greatest mean Gower distance to the five nearest
 * others (the k-nearest-neighbour outlier score of Angiulli and Pizzuti 2002), furthest first; of equals the lower row first.
 */
export function mostOutlying(
  table: MixedTable,
  candidates: Int32Array,
  count: number,
  scales: readonly ColumnScale[],
): Int32Array {
  const k = Math.max(1, Math.min(NEIGHBOURS, table.rows - 1));
  const { distances } = nearestGower(
    gowerPoints(pickRecords(table, candidates), scales),
    gowerPoints(table, scales),
    { k, leftOut: (query) => candidates[query]! },
  );
  const score = Float64Array.from(candidates, (_, query) =>
    distances.subarray(query * k, (query + 1) * k).reduce((sum, distance) => sum + distance, 0),
  );
  const order = Int32Array.from(candidates, (_, query) => query).sort(
    (a, b) => score[b]! - score[a]! || a - b,
  );
  return order.slice(0, count).map((query) => candidates[query]!);
}

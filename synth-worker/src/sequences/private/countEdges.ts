/** Numbers up to here are levels of their own. */
const MOST_EXACT = 32;
/** Above, a bin is this part wider than the number it starts at. */
const WIDTH = 0.2;

/**
 * Edges of the levels of a number of rows from 0 to `most`: every number up to 32, then bins that grow with the number, the last one to `most`. A level each
 * would add up to much noise in the long, thin tail, and each patient whom noise puts there has the rows of ten others. Whole numbers, ascending; bin i is
 * from edge i to below edge i + 1.
 */
export function countEdges(most: number): number[] {
  const edges = Array.from({ length: Math.min(most, MOST_EXACT) + 1 }, (_, number) => number);
  for (let from = MOST_EXACT + 1; from <= most; from += Math.ceil(from * WIDTH)) edges.push(from);
  return [...edges, most + 1];
}

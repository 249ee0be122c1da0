/** A table's counts that may be shown; null is suppressed. `counts` is row-major. */
export type ShownTable = {
  readonly counts: (number | null)[];
  readonly rowTotals: (number | null)[];
  readonly columnTotals: (number | null)[];
  readonly total: number | null;
};

/** A count or a total: an edge between the node of its row and the node of its column. */
type Figure = {
  readonly row: number;
  readonly column: number;
  readonly count: number;
  /** 1, or -1 for the total of one row or column: with these signs the figures at every node add up to 0. */
  readonly sign: 1 | -1;
  /** What is lost by hiding it: cells before totals, small ones before large ones. */
  readonly loss: number;
  hidden: boolean;
};

/** More than any count, so that no cell is dearer than a total. */
const TOTAL_LOSS = 2 ** 40;

/**
 * Counts with every figure below `k` (zeros included) suppressed, and as many more that none of these can be narrowed down: from what is
 * shown, and from counts being whole and not negative, each could still be any of at least k + 1 consecutive numbers, the true one among
 * them. Totals are figures like others; a table of one row has one total.
 *
 * Hidden figures are edges between rows and columns; one can change exactly as far as a flow along other hidden ones can make up for it
 * (Gusfield, A graph theoretic approach to data security, SIAM J. Comput. 17, 1988). Where that is too little, the cheapest path that
 * makes up for more is hidden as well. Not covered: a reader who knows some of the counts himself, or argues from how complements are
 * chosen. Throws RangeError unless there are rows * columns counts, whole and not negative.
 */
export function suppressCells(
  counts: ArrayLike<number>,
  rows: number,
  columns: number,
  k: number,
): ShownTable {
  const figures = figuresOf(counts, rows, columns);
  for (const figure of figures) figure.hidden = figure.count < k;
  for (const figure of figures.filter(({ hidden }) => hidden)) cover(figures, figure, k);
  const shown = figures.map(({ hidden, count }) => (hidden ? null : count));
  const cells = shown.slice(0, rows * columns);
  const total = shown.at(-1)!;
  if (rows === 1) return { counts: cells, rowTotals: [total], columnTotals: cells, total };
  return {
    counts: cells,
    rowTotals: shown.slice(rows * columns, rows * columns + rows),
    columnTotals: shown.slice(rows * columns + rows, -1),
    total,
  };
}

/** Cells row-major, then row totals, column totals and the grand total; of one row, whose columns add up to nothing, cells and total. */
function figuresOf(counts: ArrayLike<number>, rows: number, columns: number): Figure[] {
  if (counts.length !== rows * columns)
    throw new RangeError(`${counts.length} counts for ${rows} x ${columns}`);
  const rowTotals = new Array<number>(rows).fill(0);
  const columnTotals = new Array<number>(columns).fill(0);
  const line = rows === 1;
  const figure = (row: number, column: number, count: number, totals: 0 | 1 | 2): Figure => ({
    row: line ? 0 : row,
    column: line ? 0 : column,
    count,
    sign: totals === 1 ? -1 : 1,
    loss: 1 + count + totals * TOTAL_LOSS,
    hidden: false,
  });
  const cells = Array.from({ length: rows * columns }, (_, i) => {
    const count = counts[i]!;
    if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is no count`);
    const row = Math.floor(i / columns);
    rowTotals[row]! += count;
    columnTotals[i % columns]! += count;
    return figure(row, i % columns, count, 0);
  });
  const total = rowTotals.reduce((sum, each) => sum + each, 0);
  if (line) return [...cells, figure(0, 0, total, 1)];
  return [
    ...cells,
    ...rowTotals.map((count, row) => figure(row, columns, count, 1)),
    ...columnTotals.map((count, column) => figure(rows, column, count, 1)),
    figure(rows, columns, total, 2),
  ];
}

/** Hides figures until `target` can be any of k + 1 consecutive numbers. */
function cover(figures: readonly Figure[], target: Figure, k: number): void {
  const rise = makeMover(figures, target, 1);
  const fall = makeMover(figures, target, -1);
  let room = 0;
  let fallen = 0;
  for (let step = 1; room < k && step > 0; room += step) step = rise(k - room, false);
  for (let step = 1; room < k && step > 0; room += step) {
    step = fall(Math.min(k - room, target.count - fallen), false);
    fallen += step;
  }
  // Totals can all rise without end, so there is always a path in the end.
  while (room < k) room += rise(k - room, true);
}

/**
 * A function that moves `target` further up (1) or down (-1), by at most `most`, other figures making up for it, and says by how much: 0 when
 * hidden ones cannot. With `shownToo` shown ones may help, and are hidden then. One call is one augmenting path of a maximal flow.
 */
function makeMover(
  figures: readonly Figure[],
  target: Figure,
  direction: 1 | -1,
): (most: number, shownToo: boolean) => number {
  const rowNodes = 1 + figures.reduce((last, { row }) => Math.max(last, row), 0);
  const nodes = rowNodes + 1 + figures.reduce((last, { column }) => Math.max(last, column), 0);
  const edgesAt: number[][] = Array.from({ length: nodes }, () => []);
  figures.forEach((figure, e) => {
    if (figure === target) return;
    edgesAt[figure.row]!.push(e);
    edgesAt[rowNodes + figure.column]!.push(e);
  });
  // In signed counts (sign * count): a cell's rise without end and fall by its count, a total's the other way round.
  const moved = new Float64Array(figures.length);
  const limit = ({ sign, count }: Figure, way: number) => (sign === way ? Number.POSITIVE_INFINITY : count);
  /** How much edge e may still rise, entered from its row, or fall, entered from its column. */
  const roomOf = (e: number, fromRow: boolean) =>
    fromRow ? limit(figures[e]!, 1) - moved[e]! : limit(figures[e]!, -1) + moved[e]!;
  const [source, sink] =
    direction === target.sign
      ? [rowNodes + target.column, target.row]
      : [target.row, rowNodes + target.column];

  return (most, shownToo) => {
    // Dijkstra's cheapest path; hidden figures cost nothing.
    const costs = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
    const cameBy = new Int32Array(nodes).fill(-1);
    const done = new Uint8Array(nodes);
    costs[source] = 0;
    for (;;) {
      let node = -1;
      for (let n = 0; n < nodes; n++)
        if (done[n] === 0 && costs[n]! < (node < 0 ? Number.POSITIVE_INFINITY : costs[node]!)) node = n;
      if (node < 0) return 0;
      if (node === sink) break;
      done[node] = 1;
      const fromRow = node < rowNodes;
      for (const e of edgesAt[node]!) {
        const figure = figures[e]!;
        if ((!figure.hidden && !shownToo) || !(roomOf(e, fromRow) > 0)) continue;
        const next = fromRow ? rowNodes + figure.column : figure.row;
        const cost = costs[node]! + (figure.hidden ? 0 : figure.loss);
        if (done[next] === 0 && cost < costs[next]!) {
          costs[next] = cost;
          cameBy[next] = e;
        }
      }
    }
    const path: number[] = [];
    let amount = most;
    for (let node = sink; node !== source; ) {
      const e = cameBy[node]!;
      const fromRow = node >= rowNodes;
      path.push(fromRow ? e : ~e);
      amount = Math.min(amount, roomOf(e, fromRow));
      node = fromRow ? figures[e]!.row : rowNodes + figures[e]!.column;
    }
    for (const step of path) {
      const e = step < 0 ? ~step : step;
      moved[e]! += step < 0 ? -amount : amount;
      figures[e]!.hidden = true;
    }
    return amount;
  };
}

import type { Shared } from "../shared.ts";

/** The gates that were computed and not yet verified: copies of their inputs and outputs. */
export type GateLog = {
  /** Words of gates, in the order of computation. */
  readonly words: () => number;
  /** Keeps copies, so that a circuit may reuse its arrays: a check of what the arrays hold later would check nothing. */
  readonly append: (x: Shared, y: Shared, z: Shared) => void;
  /** x, y and z of all kept gates; valid until the next call. */
  readonly gates: () => { readonly x: Shared; readonly y: Shared; readonly z: Shared };
  /** Forgets all gates and overwrites them. */
  readonly clear: () => void;
};

/** An empty log. */
export function gateLog(): GateLog {
  let capacity = 1024;
  let length = 0;
  /** x own, x next, y own, y next, z own, z next. */
  let columns = Array.from({ length: 6 }, () => new Uint32Array(capacity));
  const grow = (least: number): void => {
    while (capacity < least) capacity *= 2;
    columns = columns.map((column) => {
      const larger = new Uint32Array(capacity);
      larger.set(column.subarray(0, length));
      return larger;
    });
  };
  const shared = (column: number): Shared => ({
    own: columns[column]!.subarray(0, length),
    next: columns[column + 1]!.subarray(0, length),
  });
  return {
    words: () => length,
    append(x, y, z) {
      const end = length + x.own.length;
      if (end > capacity) grow(end);
      [x.own, x.next, y.own, y.next, z.own, z.next].forEach((words, column) => {
        columns[column]!.set(words, length);
      });
      length = end;
    },
    gates: () => ({ x: shared(0), y: shared(2), z: shared(4) }),
    clear() {
      for (const column of columns) column.fill(0, 0, length);
      length = 0;
    },
  };
}

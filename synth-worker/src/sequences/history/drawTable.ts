import type { MixedTable } from "../../math/mixedTable.ts";
import type { RowTable } from "../../math/patientRecords.ts";
import { cellOf } from "./cellOf.ts";
import { cellTable } from "./cellTable.ts";
import type { CodeGroups } from "./codeGroups.ts";
import { groupOf } from "./groupOf.ts";
import { RowHistory } from "./rowHistory.ts";
import type { RowLayout } from "./rowLayout.ts";

/** Where rows are to be: on patients, or on the rows of the parent table (`starts` as firstRows gives them). */
export type Places = {
  readonly patients: MixedTable;
  readonly until: Float64Array | null;
  readonly above: { readonly table: RowTable; readonly starts: Int32Array } | null;
  /** Rows wanted per group of codes, for a patient or a row of the parent table. */
  readonly wanted: (place: number) => ArrayLike<number>;
  /** Codes (levels) that a patient has once at most. */
  readonly once: ReadonlySet<number>;
  readonly mostRows: number;
};

/** What is known when a row is drawn; `cells` hold the patient, the past and, after `when`, gap and code. */
export type RowContext = {
  readonly cells: Float64Array;
  readonly patient: number;
  readonly place: number;
  readonly isFirst: boolean;
  /** Days that are left (Infinity: no end). */
  readonly room: number;
  /** Whether a code may come now: it is wanted, and not a second time where it may be once. */
  readonly isOpen: (code: number) => boolean;
};

/** A mode's way to draw: `when` gives gap and code (-1: none), or null when nothing fits; `what` writes the values into the cells. */
export type RowDrawer = {
  readonly when: (context: RowContext) => { readonly gap: number; readonly code: number } | null;
  readonly what: (context: RowContext, code: number) => void;
};

/**
 * Draws all rows of a table: patient after patient, place after place, row after row, each on the past that was drawn before it. Keys are right because
 * a row is made for its patient and its place; days never fall, and no day is after `until`, whatever the drawer says.
 */
export function drawTable(
  {
    layout,
    groups,
    code,
  }: { readonly layout: RowLayout; readonly groups: CodeGroups; readonly code: number },
  { patients, until, above, wanted, once, mostRows }: Places,
  { when, what }: RowDrawer,
): RowTable {
  const { at } = layout;
  const history = new RowHistory(layout);
  const { cells, still } = history;
  const owner: number[] = [];
  const parent: number[] = [];
  const days: number[] = [];
  const codes: number[] = [];
  const values: number[][] = Array.from({ length: at.end - at.values }, () => []);
  for (let patient = 0; patient < patients.rows; patient++) {
    history.open((column) => cellOf(patients.columns[column]!, patient));
    const taken = new Set<number>();
    const isOpen = (level: number) => still[groupOf(groups, level)]! > 0 && !taken.has(level);
    const last = until?.[patient] ?? Number.NaN;
    let rows = 0;
    const [from, to] =
      above === null ? [patient, patient + 1] : [above.starts[patient]!, above.starts[patient + 1]!];
    for (let place = from; place < to; place++) {
      const counts = wanted(place);
      for (let group = 0; group < still.length; group++) still[group] = counts[group]!;
      const count = still.reduce((sum, each) => sum + each, 0);
      let day = above === null ? 0 : above.table.days[place]!;
      for (let row = 0; row < count && rows < mostRows; row++) {
        history.begin(day, last, (column) => cellOf(above!.table.rows.columns[column]!, place));
        const room = Number.isNaN(last) ? Number.POSITIVE_INFINITY : last - day;
        const isFirst = row === 0 && above === null;
        const context = { cells, patient, place, isFirst, room, isOpen };
        const drawn = when(context);
        if (drawn === null) break;
        const gap = Math.min(room, isFirst ? drawn.gap : Math.max(0, drawn.gap));
        day += gap;
        cells[at.gap] = gap;
        if (at.code !== null) cells[at.code] = drawn.code < 0 ? Number.NaN : drawn.code;
        history.recall(drawn.code, day);
        cells.fill(Number.NaN, at.values, at.end);
        what(context, drawn.code);
        rows++;
        owner.push(patient);
        parent.push(place);
        days.push(day);
        if (at.code !== null) codes.push(cells[at.code]!);
        for (let v = at.values; v < at.end; v++) values[v - at.values]!.push(cells[v]!);
        history.push(drawn.code, day, groupOf(groups, drawn.code));
        if (once.has(drawn.code)) taken.add(drawn.code);
      }
    }
  }
  return {
    owner: Int32Array.from(owner),
    parent: above === null ? null : Int32Array.from(parent),
    days: Float64Array.from(days),
    rows: cellTable(layout, code, codes, values),
  };
}

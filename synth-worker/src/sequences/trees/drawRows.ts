import type { RowTable } from "../../math/patientRecords.ts";
import type { fastStream } from "../../random/fastStream.ts";
import { cellOf } from "../history/cellOf.ts";
import { drawTable, type Places } from "../history/drawTable.ts";
import type { RowModel } from "./fitRows.ts";
import { type Donor, pickDonor } from "./pickDonor.ts";
import { valueWriter } from "./valueWriter.ts";

/**
 * Draws the rows of all patients, each cell from a donor in its leaf. A number whose own last value and whose donor's last value are known is the
 * donor's on the normal scale, moved by the leaf's slope times the difference of the two last values: a local regression whose residuals are the
 * donors', so that the past is kept finer than a leaf is wide. No donor of a row is a patient who gave to the row before, unless nobody else
 * fits: a synthetic patient does not follow a real one. No training row gives a column more than `cap` cells.
 */
export function drawRows(
  model: RowModel,
  places: Places,
  cap: number,
  stream: ReturnType<typeof fastStream>,
): RowTable {
  const { layout, coded, owner, isFirst, steps } = model;
  const { at } = layout;
  const bins = new Uint8Array(layout.columns.length);
  const uses = steps.map(() => new Uint32Array(owner.length));
  const writers = steps.map(({ fitted }) => valueWriter(model, fitted, stream));
  const gaps = coded.table.columns[at.gap]!;
  const codes = at.code === null ? null : coded.table.columns[at.code]!;
  const codeOf = (record: number) => (codes?.kind === "category" ? codes.codes[record]! : -1);
  const firstValue = codes === null ? 1 : 2;
  let patient = -1;
  let before: number[] = [];
  let giving: number[] = [];

  const learn = (cells: Float64Array, from: number, to: number) => {
    for (let c = from; c < to; c++) bins[c] = coded.binners[c]!.codeCell(cells[c]!);
  };
  const donorFor = (step: number, fits: (record: number) => boolean): Donor | null => {
    const used = uses[step]!;
    const { fitted } = steps[step]!;
    const isFree = (record: number) => used[record]! < cap && fits(record);
    const donor =
      pickDonor(fitted, bins, (record) => !before.includes(owner[record]!) && isFree(record), stream) ??
      pickDonor(fitted, bins, isFree, stream);
    if (donor === null) return null;
    used[donor.record]!++;
    giving.push(owner[donor.record]!);
    return donor;
  };

  return drawTable(model, places, {
    when({ cells, patient: current, isFirst: first, room, isOpen }) {
      before = patient === current ? giving : [];
      giving = [];
      learn(cells, patient === current ? layout.patient : 0, at.gap);
      patient = current;
      const ofGap = donorFor(
        0,
        (record) => isFirst[record] === Number(first) && cellOf(gaps, record) <= room,
      );
      const gap = ofGap === null ? 0 : Math.min(room, writers[0]!(ofGap, Number(first), cells));
      if (codes === null) return { gap, code: -1 };
      cells[at.gap] = gap;
      learn(cells, at.gap, at.gap + 1);
      const ofCode = donorFor(1, (record) => isOpen(codeOf(record)));
      return ofCode === null ? null : { gap, code: codeOf(ofCode.record) };
    },
    what({ cells }, code) {
      learn(cells, at.gap, at.values);
      let isThere = true;
      for (let step = firstValue; step < steps.length; step++) {
        const { fitted, column } = steps[step]!;
        const { kind } = fitted.step;
        const isAbsent: boolean = kind === "number" && !isThere;
        isThere = true;
        const donor: Donor | null = isAbsent ? null : donorFor(step, (record) => codeOf(record) === code);
        if (kind === "missing") isThere = donor !== null && coded.bins[column]![donor.record]! > 0;
        else if (donor !== null)
          cells[column] =
            kind === "level"
              ? cellOf(coded.table.columns[column]!, donor.record)
              : writers[step]!(donor, code, cells);
        if (kind !== "missing") learn(cells, column, column + 1);
      }
    },
  });
}

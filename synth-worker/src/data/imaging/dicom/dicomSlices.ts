import { type Plane, standardTurn } from "../../../imaging/geometry/standardTurn.ts";
import { turnImage } from "../../../imaging/geometry/turnImage.ts";
import type { Slice, SliceWarning } from "../slice.ts";
import type { DicomElements, DicomFile } from "./dicomFile.ts";
import { itemsOf, numberOf, numbersOf, textOf } from "./elementValues.ts";
import { modalityUnit, modalityValues } from "./modalityValues.ts";
import { pixelLayout } from "./pixelLayout.ts";
import { riskOf } from "./riskOf.ts";
import { storedValues } from "./storedValues.ts";

const ORIENTATION = "00200037";
const POSITION = "00200032";
const SPACING = "00280030";
/** Sequences of enhanced multi-frame objects that hold these (PS3.3 sections C.7.6.16.2.3, .4 and .1). */
const HOLDERS = { [ORIENTATION]: "00209116", [POSITION]: "00209113", [SPACING]: "00289110" };

/**
 * The pictures of a DICOM file, each frame one, in the modality's values and turned to the usual view of its plane. Throws E1006 for an object
 * without pixels or in a form that is not read.
 */
export function dicomSlices(file: DicomFile, name: string): readonly Slice[] {
  const { elements } = file;
  const layout = pixelLayout(file, name);
  const frames = modalityValues(elements, storedValues(file, layout, name));
  const series = textOf(elements, "0020000E");
  const issuer = textOf(elements, "00100021");
  const patient = textOf(elements, "00100020");
  const risks = riskOf(elements);
  const unit = modalityUnit(elements);
  return frames.map((values, i) => {
    const place = (tag: keyof typeof HOLDERS) => placeOf(elements, tag, i);
    const [down, across] = place(SPACING).length === 2 ? place(SPACING) : [1, 1];
    const { width, height, channels, isInverted } = layout;
    const pixelSize = [across!, down!] as const;
    const stored = { width, height, channels, values, pixelSize };
    const directions = place(ORIENTATION);
    const warnings: SliceWarning[] = [...risks];
    let plane: Plane | null = null;
    let image = stored;
    let position = numberOf(elements, "00200013") ?? i;
    if (directions.length === 6) {
      const [rows, columns] = [directions.slice(0, 3), directions.slice(3)];
      const turn = standardTurn(rows, columns);
      plane = turn.plane;
      if (turn.isOblique) warnings.push("oblique");
      image = { ...turnImage(stored, turn), pixelSize: turn.isTransposed ? [down!, across!] : pixelSize };
      const corner = place(POSITION);
      if (corner.length === 3) position = dot(corner, cross(rows, columns));
    } else warnings.push("orientation unknown");
    return {
      image,
      unit,
      isInverted,
      range: null,
      plane,
      position,
      patient: patient === "" ? "" : `${issuer}\n${patient}`,
      series,
      names: [patient, series, textOf(elements, "0020000D"), textOf(elements, "00080018")].filter(
        (text) => text !== "",
      ),
      warnings,
    };
  });
}

/** An attribute of a frame: its own functional group, the shared one, or the file's. */
function placeOf(elements: DicomElements, tag: keyof typeof HOLDERS, frame: number): readonly number[] {
  const holder = HOLDERS[tag]!;
  const groups = [itemsOf(elements, "52009230")[frame], itemsOf(elements, "52009229")[0]];
  for (const group of groups) {
    const found = numbersOf(itemsOf(group ?? {}, holder)[0] ?? {}, tag);
    if (found.length > 0) return found;
  }
  return numbersOf(elements, tag);
}

function cross(a: readonly number[], b: readonly number[]): readonly number[] {
  return [0, 1, 2].map((i) => a[(i + 1) % 3]! * b[(i + 2) % 3]! - a[(i + 2) % 3]! * b[(i + 1) % 3]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

import type { ImageSet } from "../imageSet.ts";
import type { GateVerdict } from "./copyGate.ts";
import { DISGUISES, type Disguise, plantedCopies } from "./plantedCopies.ts";

/** Shares in [0, 1]: planted copies that a gate finds, by disguise, and real images of other patients that it suspects. */
export type GateFigures = {
  readonly found: Readonly<Record<Disguise, number>>;
  readonly falseAlarms: number;
};

/** How well a gate does on copies of `training`, the images it was made from, and on `heldOut`, images of other patients. */
export function gateFigures(
  gate: (images: ImageSet) => GateVerdict[],
  training: ImageSet,
  heldOut: ImageSet,
): GateFigures {
  const suspected = (images: ImageSet): number =>
    gate(images).filter((verdict) => verdict.suspected).length / images.count;
  const found = Object.fromEntries(
    DISGUISES.map((disguise) => [disguise, suspected(plantedCopies(training, disguise))]),
  ) as Record<Disguise, number>;
  return { found, falseAlarms: suspected(heldOut) };
}

import {
  MAX_FILE_BYTES,
  MAX_ORDERED_IMAGES,
  MAX_ORDERED_PATIENTS,
  MIN_ORDERED_IMAGES,
} from "@symbolon/protocol";
import { formatBytes } from "../../format/formatBytes.ts";
import type { OrderKind } from "./orderKind.ts";

/** What an order's number counts, how many are usual, and how few and how many can be had. */
export type OrderedUnit = {
  readonly name: "records" | "patients" | "images";
  readonly presets: readonly number[];
  readonly usual: number;
  readonly fewest: number;
  readonly most: number;
  /** What more of them mean, to patients and to the order. */
  readonly hint: string;
};

const RECORDS = {
  name: "records",
  presets: [1_000, 3_000, 10_000, 100_000],
  usual: 3_000,
  fewest: 1,
  most: 1_000_000,
} as const;
const TOO_LARGE = `An archive of more than ${formatBytes(MAX_FILE_BYTES)} is not let out, and your money comes back.`;

/** The unit of a kind of order, by which its number is chosen and priced. */
export function orderedUnit(kind: OrderKind): OrderedUnit {
  if (kind === "patients-over-time")
    return {
      name: "patients",
      presets: [300, 1_000, 3_000, 10_000],
      usual: 1_000,
      fewest: 1,
      most: MAX_ORDERED_PATIENTS,
      hint: `The more patients, the more the archive may tell about real ones. ${TOO_LARGE}`,
    };
  if (kind === "images")
    return {
      name: "images",
      presets: [100, 500, 1_000, 5_000],
      usual: 500,
      fewest: MIN_ORDERED_IMAGES,
      most: MAX_ORDERED_IMAGES,
      hint: `Every image has to pass the copy gate, and the more there are, the more they may tell about patients. ${TOO_LARGE}`,
    };
  const hint =
    kind === "high-fidelity"
      ? "The more records, the more a high-fidelity file may tell about patients."
      : "Records are drawn from a finished model: more of them tell nothing more about patients.";
  return { ...RECORDS, hint };
}

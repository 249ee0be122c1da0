import type { Origin } from "@symbolon/protocol";
import { countedText } from "../../format/countedText.ts";
import { formatNumber, formatPercent } from "../../format/formatNumber.ts";
import { unitOf } from "../../format/unitOf.ts";
import type { Fact } from "../../ui/Facts.tsx";

/** What the hospital says of a file's making: its size, and what kept it from copying patients. */
export function originFacts({ rows, product, leaf, leavesTried, gate }: Origin): Fact[] {
  return [
    { label: "Made", value: countedText(rows, unitOf(product)) },
    ...(gate === undefined
      ? []
      : [
          { label: "Drawn for them", value: formatNumber(gate.made) },
          {
            label: "Kept back by the copy gate",
            value: `${formatNumber(gate.keptBack)} (${formatPercent(gate.keptBack / gate.made)})`,
          },
        ]),
    ...(leaf === undefined || leavesTried === undefined
      ? []
      : [
          { label: "Real records behind a value", value: `${formatNumber(leaf)} at least` },
          { label: "Settings attacked", value: `${formatNumber(leavesTried)}, until one withstood` },
        ]),
  ];
}

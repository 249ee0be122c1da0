import type { VerticalFigures } from "./runVertical.ts";
import type { VerticalCase } from "./verticalCase.ts";

/** A bar, what was measured, and what others need for the same or the like. */
export type VerticalBar = {
  readonly what: string;
  readonly value: number;
  readonly most: number;
  readonly met: boolean;
  readonly anchor: string;
};

/** Patients that the bars speak of. */
export const BAR_PATIENTS = 100_000;

/**
 * The bars of the two-way tables across (mpc.md, parts 3 and 5), for 100,000 patients and without delay: from sealed packages to opened
 * tables at the nodes. The join, one exchange per job, has no bar there, only an estimate.
 */
export function judgeVertical(
  measured: readonly { asked: VerticalCase; figures: VerticalFigures }[],
): VerticalBar[] {
  const found = measured.find(({ asked }) => asked.patients === BAR_PATIENTS && asked.delayMs === 0);
  if (found === undefined) return [];
  const atNodes = found.figures.stages.filter(({ stage }) => /^node (unseals|joins)/.test(stage));
  const sum = (of: "wallMs" | "cpuMs") => atNodes.reduce((total, stage) => total + stage[of], 0) / 1000;
  const bar = (what: string, value: number, most: number, anchor: string): VerticalBar => ({
    what,
    value,
    most,
    met: value <= most,
    anchor,
  });
  return [
    bar(
      "CPU seconds of a node",
      sum("cpuMs"),
      10,
      "4.7 s estimated for 1.13e9 multiplications in plain JavaScript",
    ),
    bar("wall seconds", sum("wallMs"), 60, "Fu et al. 2026: 24 min over WAN for a whole AIM on Adult"),
  ];
}

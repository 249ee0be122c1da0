import type { OfficeCalendar } from "../dates/periodEnd.ts";
import { ACT_RULES, type Actor } from "./actRules.ts";
import { assess } from "./assess.ts";
import { decide } from "./decide.ts";
import type { Proceeding } from "./proceeding.ts";
import type { ProceedingAct } from "./proceedingAct.ts";
import { refuseStep } from "./refuseStep.ts";
import { startProceeding } from "./startProceeding.ts";
import { stateAt } from "./stateAt.ts";
import { supervise } from "./supervise.ts";

/** An act as it was taken: by whom, and when (unix seconds, the hub's clock). */
export type RecordedAct = { readonly act: ProceedingAct; readonly by: Actor; readonly at: number };

/**
 * The proceeding after one more act; `null` before the first, which is `submitted`. Pure: the same acts at the same times always give the
 * same. Throws E3010 when the act is not open to this actor, in this state, at this time, or with this content; nothing is changed then.
 */
export function applyAct(
  proceeding: Proceeding | null,
  recorded: RecordedAct,
  calendar: OfficeCalendar,
): Proceeding {
  const { act, by, at } = recorded;
  const rule = ACT_RULES[act.kind];
  if (!rule.by.includes(by)) refuseStep(act.kind, `it is for ${rule.by.join(" or ")}, not for ${by}`);
  if (proceeding === null) {
    if (act.kind !== "submitted") refuseStep(act.kind, "nothing was submitted");
    return startProceeding(act, at);
  }
  if (at < proceeding.lastActAt) refuseStep(act.kind, "it lies before the last act");
  const state = stateAt(proceeding, at, calendar);
  if (!rule.from.includes(state)) refuseStep(act.kind, `the proceeding is ${state}`);
  const next =
    assess(proceeding, act, at, calendar) ??
    decide(proceeding, act, at, calendar) ??
    supervise(proceeding, act, at, calendar);
  if (next === null) refuseStep(act.kind, "it was taken before");
  return { ...next, sequence: proceeding.sequence + 1, lastActAt: at };
}

/** The proceeding that a list of acts, oldest first, amounts to; null for none. Throws E3010 at the first that is not open. */
export function foldProceeding(acts: readonly RecordedAct[], calendar: OfficeCalendar): Proceeding | null {
  return acts.reduce<Proceeding | null>((before, recorded) => applyAct(before, recorded, calendar), null);
}

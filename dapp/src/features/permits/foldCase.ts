import {
  type AccessBody,
  applyRequestAct,
  type DataRequestAct,
  type DataRequestCase,
  foldProceeding,
  type Proceeding,
  type ProceedingAct,
  SymbolonError,
} from "@symbolon/protocol";
import type { WholeCase } from "../../data/gateway/permitTypes.ts";

/**
 * What a case's acts amount to, computed here by the protocol's state machine and not taken from the hub. Throws E9001 where the acts do not
 * follow from one another.
 */
export function foldCase(
  { lane, acts }: Pick<WholeCase, "lane" | "acts">,
  body: AccessBody,
): Proceeding | DataRequestCase {
  try {
    const state =
      lane === "permit"
        ? foldProceeding(
            acts.map(({ act, actor, at }) => ({ act: act as ProceedingAct, by: actor, at })),
            body,
          )
        : acts.reduce<DataRequestCase | null>(
            (before, { act, actor, at }) =>
              applyRequestAct(before, {
                act: act as DataRequestAct,
                by: actor === "applicant" ? actor : "access-body",
                at,
              }),
            null,
          );
    if (state !== null) return state;
  } catch (cause) {
    throw new SymbolonError("E9001", { reason: "the acts of the case do not follow" }, { cause });
  }
  throw new SymbolonError("E9001", { reason: "the case has no acts" });
}

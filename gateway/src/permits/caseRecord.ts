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
import type { ActRow, CaseRow } from "./caseStorage.ts";

/** A case with what its acts amount to: a proceeding towards a permit, or a data request, never both. */
export type CaseRecord =
  | {
      readonly row: CaseRow;
      readonly acts: readonly ActRow[];
      readonly lane: "permit";
      readonly state: Proceeding;
    }
  | {
      readonly row: CaseRow;
      readonly acts: readonly ActRow[];
      readonly lane: "request";
      readonly state: DataRequestCase;
    };

/** Folds a case's acts, which were checked when they were written. Throws E3014 for a case without any. */
export function caseRecord(row: CaseRow, acts: readonly ActRow[], body: AccessBody): CaseRecord {
  if (row.lane === "permit") {
    const recorded = acts.map(({ body: text, actor, acted_at }) => ({
      act: JSON.parse(text) as ProceedingAct,
      by: actor,
      at: acted_at,
    }));
    const state = foldProceeding(recorded, body);
    if (state !== null) return { row, acts, lane: "permit", state };
  } else {
    const state = acts.reduce<DataRequestCase | null>(
      (before, { body: text, actor, acted_at }) =>
        applyRequestAct(before, {
          act: JSON.parse(text) as DataRequestAct,
          by: actor === "applicant" ? actor : "access-body",
          at: acted_at,
        }),
      null,
    );
    if (state !== null) return { row, acts, lane: "request", state };
  }
  throw new SymbolonError("E3014", { what: `case ${row.application_hash}/${row.country}` });
}

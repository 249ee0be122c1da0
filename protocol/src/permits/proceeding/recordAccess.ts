import type { Hex } from "../../content/hex.ts";
import { SymbolonError } from "../../errors/SymbolonError.ts";
import type { OfficeCalendar } from "../dates/periodEnd.ts";
import type { Proceeding } from "./proceeding.ts";
import { stateAt } from "./stateAt.ts";

/** What a secure processing environment may open: one permit's version, for one person, until a time (unix seconds). */
export type RecordAccess = {
  readonly permitId: string;
  readonly version: number;
  readonly datasetIds: readonly string[];
  readonly person: Hex;
  readonly validUntil: number;
};

/**
 * Access to records under a permit, for a person it names (Regulation (EU) 2025/327 Art. 61(2), 73(1)(d)). `person` is their personIdentity.
 * A DataRequestCase is no Proceeding, so a data request (Art. 69) does not compile here, and is refused should it come in as JSON. Throws
 * E3011 unless the permit is active and names the person.
 */
export function recordAccess(
  proceeding: Proceeding,
  person: Hex,
  at: number,
  calendar: OfficeCalendar,
): RecordAccess {
  const { lane, permit } = proceeding;
  if (lane !== "permit")
    throw new SymbolonError("E3011", { reason: "a data request gives none (Art. 69(1))" });
  const state = stateAt(proceeding, at, calendar);
  if (permit === null || state !== "ACTIVE")
    throw new SymbolonError("E3011", { reason: `the proceeding is ${state}` });
  if (at < permit.validFrom) throw new SymbolonError("E3011", { reason: "the permit has not started" });
  if (!permit.persons.includes(person))
    throw new SymbolonError("E3011", { reason: "the permit does not name this person (Art. 61(2))" });
  const { permitId, version, datasetIds, validUntil } = permit;
  return { permitId, version, datasetIds, person, validUntil };
}

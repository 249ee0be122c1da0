import { CONCEPT } from "../omop/conceptIds.ts";
import type { ExportContext } from "./exportContext.ts";
import { exportFact } from "./exportFact.ts";
import type { FactRow } from "./factRow.ts";
import type { FhirResource } from "./fhirResource.ts";

/**
 * Rows of measurement, or of observation, of one person as Observations: a row that another row of the table links to itself is its component. FHIR has no
 * deeper parts, and our Observations no link but to a condition: other links are told to `leaveOut`, and the rows stand alone.
 */
export function exportFacts(
  context: ExportContext,
  rows: readonly FactRow[],
  options: {
    readonly isCancer: (conditionId: number) => boolean;
    readonly hasCondition: (conditionId: number) => boolean;
    readonly leaveOut: (what: string) => void;
  },
): FhirResource[] {
  const { hasCondition, leaveOut } = options;
  const whole = new Set(rows.filter(({ eventField, field }) => eventField !== field).map(({ id }) => id));
  const isPart = ({ eventField, field, eventId }: FactRow) =>
    eventField === field && eventId !== undefined && whole.has(eventId);
  const parts = Map.groupBy(rows.filter(isPart), ({ eventId }) => eventId);
  return rows
    .filter((row) => !isPart(row))
    .map((row) => {
      const { eventField, eventId } = row;
      const isFocus = eventField === CONCEPT.fieldCondition && eventId !== undefined && hasCondition(eventId);
      if (eventField !== undefined && !isFocus) leaveOut("link of a measurement or observation");
      return exportFact(context, row, { ...options, components: parts.get(row.id) ?? [] });
    });
}

import { EVENT_FIELDS } from "./eventFields.ts";
import type { Finding } from "./finding.ts";
import type { AnyOmopRow, OmopTables } from "./omopTables.ts";

/** Columns that point into a table another column names. */
const EVENTS = [
  ["measurement", "measurement_event_id", "meas_event_field_concept_id"],
  ["observation", "observation_event_id", "obs_event_field_concept_id"],
  ["episode_event", "event_id", "episode_event_field_concept_id"],
] as const;

/** Event ids that lead nowhere, or whose table is not named; `keys` are the keys of every table. */
export function checkEvents(tables: OmopTables, keys: ReadonlyMap<string, ReadonlySet<unknown>>): Finding[] {
  return EVENTS.flatMap(([table, event, field]) =>
    (tables[table] as readonly AnyOmopRow[]).flatMap((cells, row): Finding[] => {
      const id = cells[event];
      const concept = cells[field];
      if ((id === undefined || id === null) && (concept === undefined || concept === null)) return [];
      const target = typeof concept === "number" ? EVENT_FIELDS.get(concept) : undefined;
      if (target !== undefined && keys.get(target)?.has(id)) return [];
      const reason =
        target === undefined ? "its field concept names no table that is read" : `no such row in ${target}`;
      return [{ where: table, row, field: event, kind: "reference", reason }];
    }),
  );
}

/**
 * One thing about an entry that a catalogue would complain about. `violation` makes the entry invalid, `warning` is a recommended property that
 * is missing. `path` leads to the member of the typed entry (`publisher.contactPoint`, `distribution[0]`), `property` is its prefixed name.
 */
export type EntryFinding = {
  readonly severity: "violation" | "warning";
  readonly code:
    | "MISSING"
    | "TOO_MANY"
    | "WRONG_KIND"
    | "EMPTY"
    | "REPEATED"
    | "NOT_AN_IRI"
    | "NOT_IN_LIST"
    | "NOT_A_DATE"
    | "UNKNOWN_MEMBER"
    | "NEEDS_ANOTHER";
  readonly path: string;
  readonly property: string;
  readonly what: string;
  readonly todo: string;
};

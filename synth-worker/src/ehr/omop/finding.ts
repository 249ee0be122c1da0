/** One fault of a data set: where it is and what is wrong. It holds no cell's value, so that a report may leave the hospital. */
export type Finding = {
  /** Table or resource type, such as measurement or Observation. */
  readonly where: string;
  /** Row from 0, or the number of the resource from 0; null for a fault of the whole. */
  readonly row: number | null;
  /** Column or element path. */
  readonly field: string;
  readonly kind:
    | "missing"
    | "type"
    | "length"
    | "cardinality"
    | "code"
    | "unknown"
    | "duplicate"
    | "reference"
    | "order"
    | "rule";
  readonly reason: string;
};

import type { CatalogueEntry } from "../catalogueEntry.ts";

/** E1xxx: input data. */
export const INPUT_ERRORS = {
  E1001: {
    what: "Column {column} is missing from {file}.",
    todo: "Add the column or correct the mapping; nothing was published.",
    retryable: false,
  },
  E1002: {
    what: "Row {row}: {column} has the unknown level {value}.",
    todo: "Use one of: {levels}.",
    retryable: false,
  },
  E1003: {
    what: "Row {row}: {column} is not a number: {value}.",
    todo: "Correct the cell or declare the column categorical.",
    retryable: false,
  },
  E1004: {
    what: "{file} has {bytes} bytes, the limit is {limit}.",
    todo: "Split the file or raise maxFileBytes in the node's configuration.",
    retryable: false,
  },
  E1005: {
    what: "{file} cannot be read: {reason}.",
    todo: "Check the path, permissions and that the file is CSV or Parquet with a header.",
    retryable: false,
  },
  E1006: {
    what: "{document} is not valid: {reason}.",
    todo: "Correct the document; the schema is in protocol/src/messages.",
    retryable: false,
  },
  E1007: { what: "{file} holds no rows.", todo: "Give a file with at least one record.", retryable: false },
  E1008: {
    what: "Row {row}: {column} is empty.",
    todo: "Fill the cell or drop the record; this schema has no missing level for it.",
    retryable: false,
  },
  E1009: {
    what: "The dataset description has {count} violations of HealthDCAT-AP; the first: {reason}.",
    todo: "{todo}",
    retryable: false,
  },
  E1010: {
    what: "The catalogue file is no {format}: {reason}.",
    todo: "Correct the file; nothing was taken over.",
    retryable: false,
  },
  E1011: {
    what: "The domain is a draft, made {drafted}; a promise of privacy needs public facts.",
    todo: "Draft it from public or made-up patients, or go through it by hand; then write where its facts come from (source) and take out drafted, or name who vouches with --domain-vouched-by.",
    retryable: false,
  },
} as const satisfies Record<string, CatalogueEntry>;

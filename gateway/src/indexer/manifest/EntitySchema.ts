/** Scalar kinds of a subgraph schema, enums and references included as String. */
export type FieldKind =
  | "String"
  | "Bytes"
  | "BigInt"
  | "BigDecimal"
  | "Int"
  | "Int8"
  | "Timestamp"
  | "Boolean";

/** A stored field. */
export type EntityField = {
  readonly name: string;
  readonly column: string;
  readonly kind: FieldKind;
  readonly isList: boolean;
  readonly isRequired: boolean;
  /** Entity type it points at. */
  readonly reference: string | undefined;
  /** Allowed values of an enum. */
  readonly values: readonly string[] | undefined;
};

/** A field that is looked up from the other side. */
export type DerivedField = { readonly name: string; readonly type: string; readonly field: string };

/** An entity type of schema.graphql and its table. */
export type EntityType = {
  readonly name: string;
  /** Table name without the SQL schema, unquoted. */
  readonly table: string;
  readonly isImmutable: boolean;
  readonly fields: ReadonlyMap<string, EntityField>;
  readonly derived: ReadonlyMap<string, DerivedField>;
};

/** Entity types by name. */
export type EntitySchema = ReadonlyMap<string, EntityType>;

/** What an expression of a mapping is applied to. Comparisons, logic, arithmetic and choices of the SQL subset of parseMapping. */
export type MappingOperator =
  | "or"
  | "and"
  | "not"
  | "isNull"
  | "in"
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "negate"
  | "case"
  | "least"
  | "greatest"
  | "coalesce"
  | "nullif";

/**
 * An expression of a mapping, parsed. `case`: condition, value, condition, value, ..., value otherwise. `in`: the value, then the list.
 */
export type MappingExpression =
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number; readonly type: "integer" | "decimal" | "double" }
  | { readonly kind: "null" }
  | {
      readonly kind: "apply";
      readonly operator: MappingOperator;
      readonly operands: readonly MappingExpression[];
    };

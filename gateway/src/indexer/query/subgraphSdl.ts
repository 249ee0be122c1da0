import type { EntityField, EntitySchema, EntityType, FieldKind } from "../manifest/EntitySchema.ts";
import { collectionNames } from "./collectionNames.ts";

/** Root types and arguments of every subgraph (graph-node's query API); of `_Block_` the index knows number and hash. */
const COMMON = `
scalar BigDecimal
scalar BigInt
scalar Bytes
scalar Int8
scalar Timestamp
"The block a query is answered at; the latest when left out."
input Block_height { hash: Bytes number: Int number_gte: Int }
input BlockChangedFilter { number_gte: Int! }
enum OrderDirection { asc desc }
enum _SubgraphErrorPolicy_ { allow deny }
type _Block_ { hash: Bytes number: Int! timestamp: Int parentHash: Bytes }
type _Meta_ { block: _Block_! deployment: String! hasIndexingErrors: Boolean! }
`;

const COMPARED = ["gt", "lt", "gte", "lte"];
const SEARCHED = ["contains", "starts_with", "ends_with"];

/** Endings of a field's filters, "" for the field itself, and whether they take a list. */
function filterEndings({ kind, isList }: EntityField): { ending: string; takesList: boolean }[] {
  if (isList) return ["", "_not", "_contains"].map((ending) => ({ ending, takesList: true }));
  const one = [
    "",
    "_not",
    ...(kind === "Boolean" ? [] : COMPARED.map((name) => `_${name}`)),
    ...(kind === "String" ? SEARCHED.map((name) => `_${name}`) : []),
  ].map((ending) => ({ ending, takesList: false }));
  return [...one, { ending: "_in", takesList: true }, { ending: "_not_in", takesList: true }];
}

/**
 * The schema that a Graph Node serves for the entities: per type an object, `<Type>_filter`, `<Type>_orderBy`, and two root fields. Left out is
 * what the market's clients do not use: filters and orders over nested entities, `_nocase`, full text and aggregations.
 */
export function subgraphSdl(schema: EntitySchema): string {
  const types = [...schema.values()];
  const enums = new Map(
    types.flatMap((type) =>
      [...type.fields.values()].flatMap((field) =>
        field.values === undefined ? [] : [[enumName(type, field), field.values] as const],
      ),
    ),
  );
  const roots = types.flatMap(({ name }) => {
    const { singular, plural } = collectionNames(name);
    const policy = "subgraphError: _SubgraphErrorPolicy_! = deny";
    return [
      `${singular}(id: ID!, block: Block_height, ${policy}): ${name}`,
      `${plural}(${listArguments(name)}, block: Block_height, ${policy}): [${name}!]!`,
    ];
  });
  return [
    COMMON,
    ...[...enums].map(([name, values]) => `enum ${name} { ${values.join(" ")} }`),
    ...types.flatMap(typeSdl),
    `type Query {\n  ${roots.join("\n  ")}\n  _meta(block: Block_height): _Meta_\n}`,
  ].join("\n");
}

function typeSdl(type: EntityType): string[] {
  const { name } = type;
  const fields = [...type.fields.values()].map((field) => {
    const item = field.reference ?? scalarOf(type, field);
    // Graph Node pages lists of references like collections.
    const pages = field.isList && field.reference !== undefined ? `(${listArguments(field.reference)})` : "";
    return `${field.name}${pages}: ${field.isList ? `[${item}!]` : item}${field.isRequired ? "!" : ""}`;
  });
  const derived = [...type.derived.values()].map(
    (field) => `${field.name}(${listArguments(field.type)}): [${field.type}!]!`,
  );
  const filters = [...type.fields.values()].flatMap((field) =>
    filterEndings(field).map(({ ending, takesList }) => {
      const item = scalarOf(type, field);
      return `${field.name}${ending}: ${takesList ? `[${item}!]` : item}`;
    }),
  );
  return [
    `type ${name} {\n  ${[...fields, ...derived].join("\n  ")}\n}`,
    `enum ${name}_orderBy { ${[...type.fields.values()]
      .filter((field) => !field.isList)
      .map((field) => field.name)
      .join(" ")} }`,
    `input ${name}_filter {\n  ${filters.join("\n  ")}\n  _change_block: BlockChangedFilter\n  and: [${name}_filter]\n  or: [${name}_filter]\n}`,
  ];
}

function listArguments(type: string): string {
  return `skip: Int = 0, first: Int = 100, orderBy: ${type}_orderBy, orderDirection: OrderDirection, where: ${type}_filter`;
}

function enumName(type: EntityType, field: EntityField): string {
  return `${type.name}_${field.name}`;
}

function scalarOf(type: EntityType, field: EntityField): string {
  if (field.values !== undefined) return enumName(type, field);
  if (field.name === "id") return "ID";
  return SCALARS[field.kind];
}

const SCALARS: Readonly<Record<FieldKind, string>> = {
  BigDecimal: "BigDecimal",
  BigInt: "BigInt",
  Boolean: "Boolean",
  Bytes: "Bytes",
  Int: "Int",
  Int8: "Int8",
  String: "String",
  Timestamp: "Timestamp",
};

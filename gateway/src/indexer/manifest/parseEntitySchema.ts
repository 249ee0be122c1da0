import {
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
} from "graphql";
import type { DerivedField, EntityField, EntitySchema, EntityType, FieldKind } from "./EntitySchema.ts";

const SCALARS: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
  ["ID", "String"],
  ["String", "String"],
  ["Bytes", "Bytes"],
  ["BigInt", "BigInt"],
  ["BigDecimal", "BigDecimal"],
  ["Int", "Int"],
  ["Int8", "Int8"],
  ["Timestamp", "Timestamp"],
  ["Boolean", "Boolean"],
]);

/** `hpkeKey` -> `hpke_key`. */
function toSnakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/**
 * Reads a subgraph's schema.graphql.
 * @throws TypeError on a type that is neither scalar, enum nor entity; GraphQLError on broken SDL
 */
export function parseEntitySchema(sdl: string): EntitySchema {
  const { definitions } = parse(sdl);
  const enums = new Map<string, readonly string[]>();
  for (const node of definitions) {
    if (node.kind === Kind.ENUM_TYPE_DEFINITION)
      enums.set(node.name.value, node.values?.map((value) => value.name.value) ?? []);
  }
  const entities = definitions.filter(isEntity);
  const names = new Set(entities.map((entity) => entity.name.value));
  return new Map(entities.map((entity) => [entity.name.value, toEntityType(entity, names, enums)]));
}

function isEntity(node: DefinitionNode): node is ObjectTypeDefinitionNode {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION &&
    node.directives?.some((directive) => directive.name.value === "entity") === true
  );
}

function toEntityType(
  node: ObjectTypeDefinitionNode,
  entities: ReadonlySet<string>,
  enums: ReadonlyMap<string, readonly string[]>,
): EntityType {
  const fields = new Map<string, EntityField>();
  const derived = new Map<string, DerivedField>();
  for (const field of node.fields ?? []) {
    const name = field.name.value;
    const type = unwrap(field.type);
    const via = derivedFrom(field);
    if (via !== undefined) {
      derived.set(name, { name, type: type.name, field: via });
      continue;
    }
    const reference = entities.has(type.name) ? type.name : undefined;
    const values = enums.get(type.name);
    const kind = reference || values ? "String" : SCALARS.get(type.name);
    if (!kind)
      throw new TypeError(`schema.graphql: ${node.name.value}.${name} has the unknown type ${type.name}`);
    const column = toSnakeCase(name) + (reference && !type.isList ? "_id" : "");
    fields.set(name, {
      name,
      column,
      kind,
      isList: type.isList,
      isRequired: type.isRequired,
      reference,
      values,
    });
  }
  const name = node.name.value;
  const isImmutable = node.directives?.some((directive) =>
    directive.arguments?.some(
      ({ name: argument, value }) =>
        argument.value === "immutable" && value.kind === Kind.BOOLEAN && value.value === true,
    ),
  );
  return { name, table: toSnakeCase(name), isImmutable: isImmutable === true, fields, derived };
}

function unwrap(type: TypeNode): { name: string; isList: boolean; isRequired: boolean } {
  if (type.kind === Kind.NON_NULL_TYPE) return { ...unwrap(type.type), isRequired: true };
  if (type.kind === Kind.LIST_TYPE) return { ...unwrap(type.type), isList: true, isRequired: false };
  return { name: type.name.value, isList: false, isRequired: false };
}

function derivedFrom(field: FieldDefinitionNode): string | undefined {
  const directive = field.directives?.find(({ name }) => name.value === "derivedFrom");
  const value = directive?.arguments?.find(({ name }) => name.value === "field")?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

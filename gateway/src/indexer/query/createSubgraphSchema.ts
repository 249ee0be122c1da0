import DataLoader from "dataloader";
import { GraphQLScalarType, type GraphQLSchema } from "graphql";
import { createSchema } from "graphql-yoga";
import type { Queryable, Row } from "../../database/Database.ts";
import type { EntitySchema, EntityType } from "../manifest/EntitySchema.ts";
import { collectionNames } from "./collectionNames.ts";
import type { EntityFilter } from "./entityConditions.ts";
import { type ListArguments, readEntities } from "./readEntities.ts";
import { type BlockHeight, resolveHeight } from "./resolveHeight.ts";
import { subgraphSdl } from "./subgraphSdl.ts";

/** One request: its database, and what it read, so that all of it is of blocks that are still there in the end. */
export type SubgraphContext = {
  readonly database: Queryable;
  readonly blocks: Map<string, ReturnType<typeof resolveHeight>>;
  readonly loaders: Map<string, DataLoader<string, Row | null>>;
};

/** What the schema tells of the index besides its rows. */
export type SubgraphInfo = {
  readonly schema: EntitySchema;
  /** Identifies the mappings and the deployment; a Graph Node gives its deployment's IPFS hash. */
  readonly deployment: string;
  /** True while a mapping fails. */
  hasIndexingErrors(): boolean;
};

/** A row with the block that its request is answered at. */
type Entity = { readonly row: Row; readonly block: number };
type Resolver = (parent: Entity, args: ListArguments, context: SubgraphContext) => unknown;
type HeightArguments = { readonly block?: BlockHeight | null };

/** Largest page, for the entities of a list. */
const WHOLE_LIST: ListArguments = { first: 1000, skip: 0 };

/** The executable schema of {@link subgraphSdl} over the index's tables. */
export function createSubgraphSchema({ schema, deployment, hasIndexingErrors }: SubgraphInfo): GraphQLSchema {
  const roots: Record<string, unknown> = {
    async _meta(_: unknown, args: HeightArguments, context: SubgraphContext) {
      const { number, hash } = await heightOf(context, args);
      // As graph-node does: a block asked for by number comes without its hash.
      const isNumbered = args.block?.number != null;
      return {
        block: { number, hash: isNumbered ? null : hash },
        deployment,
        hasIndexingErrors: hasIndexingErrors(),
      };
    },
  };
  for (const type of schema.values()) {
    const { singular, plural } = collectionNames(type.name);
    roots[singular] = async (_: unknown, args: HeightArguments & { id: string }, context: SubgraphContext) =>
      loadOne(context, type, args.id, (await heightOf(context, args)).number);
    roots[plural] = async (_: unknown, args: HeightArguments & ListArguments, context: SubgraphContext) => {
      const { number } = await heightOf(context, args);
      return entities(await readEntities(context.database, type, number, args), number);
    };
  }
  const types = [...schema.values()].map((type) => [type.name, fieldResolvers(schema, type)]);
  const scalars = ["BigDecimal", "BigInt", "Bytes", "Int8", "Timestamp"].map((name) => [
    name,
    textScalar(name),
  ]);
  return createSchema<SubgraphContext>({
    typeDefs: subgraphSdl(schema),
    resolvers: { Query: roots, ...Object.fromEntries(types), ...Object.fromEntries(scalars) },
  });
}

function fieldResolvers(schema: EntitySchema, type: EntityType): Record<string, Resolver> {
  const resolvers: Record<string, Resolver> = {};
  for (const { name, column, reference, isList } of type.fields.values()) {
    const target = reference === undefined ? undefined : schema.get(reference)!;
    resolvers[name] = ({ row, block }, args, context) => {
      const value = row[column];
      if (target === undefined || value == null) return value;
      if (!isList) return loadOne(context, target, value as string, block);
      return list(context, target, args, { id_in: value }, block);
    };
  }
  for (const { name, type: targetName, field } of type.derived.values()) {
    const target = schema.get(targetName)!;
    const filter = target.fields.get(field)?.isList ? `${field}_contains` : field;
    resolvers[name] = ({ row, block }, args, context) => {
      const id = row.id as string;
      return list(context, target, args, { [filter]: filter === field ? id : [id] }, block);
    };
  }
  return resolvers;
}

async function list(
  { database }: SubgraphContext,
  type: EntityType,
  args: ListArguments,
  among: EntityFilter,
  block: number,
): Promise<Entity[]> {
  return entities(await readEntities(database, type, block, args, among), block);
}

async function loadOne(
  { database, loaders }: SubgraphContext,
  type: EntityType,
  id: string,
  block: number,
): Promise<Entity | null> {
  const key = `${type.name} ${block}`;
  const loader =
    loaders.get(key) ??
    new DataLoader<string, Row | null>(
      async (ids) => {
        const rows = await readEntities(database, type, block, WHOLE_LIST, { id_in: ids });
        const found = new Map(rows.map((row) => [row.id as string, row]));
        return ids.map((wanted) => found.get(wanted) ?? null);
      },
      { maxBatchSize: WHOLE_LIST.first },
    );
  loaders.set(key, loader);
  const row = await loader.load(id);
  return row === null ? null : { row, block };
}

function heightOf({ database, blocks }: SubgraphContext, { block }: HeightArguments) {
  const key = JSON.stringify(block ?? {});
  const known = blocks.get(key) ?? resolveHeight(database, block ?? {});
  blocks.set(key, known);
  return known;
}

function entities(rows: readonly Row[], block: number): Entity[] {
  return rows.map((row) => ({ row, block }));
}

/** Values that JSON numbers cannot hold, and bytes, as the text that the database gives. */
function textScalar(name: string): GraphQLScalarType<unknown, string> {
  return new GraphQLScalarType({ name, serialize: String, parseValue: (value) => String(value) });
}

import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import type { EntityField, EntityType } from "../manifest/EntitySchema.ts";
import { checkEntity } from "../store/checkEntity.ts";
import { parseDecimal } from "../wasm/BigDecimal.ts";
import type { EntityData, StoreValue } from "../wasm/StoreValue.ts";
import type { AskGraphNode } from "./askGraphNode.ts";

/** Entities per question: below graph-node's 1,000, and below the cost that this market's own endpoint allows. */
const PAGE = 250;
/** More than any list of references holds: an order has at most 8 datasets, a permit 64. */
const LISTED = 100;

const reference = z.object({ id: z.string() }).transform(({ id }) => id);
const decimal = z.union([z.string(), z.int()]).transform(String);

/**
 * Reads the entities of a type that changed from a block on, as they were after another, page by page, ordered by id. `collection` is the
 * type's root field. Throws E6004 (retry) when the endpoint does not answer or its answer does not fit the schema.
 */
export async function* changedEntities(
  ask: AskGraphNode,
  collection: string,
  type: EntityType,
  range: { readonly from: number; readonly blockHash: string },
): AsyncGenerator<ReadonlyMap<string, EntityData>> {
  const fields = [...type.fields.values()];
  const selection = fields.map(({ name, reference: to, isList }) => {
    if (to === undefined) return name;
    return isList ? `${name}(first: ${LISTED}) { id }` : `${name} { id }`;
  });
  const query = `query Changed($after: ID!, $from: Int!, $block: Bytes!) {
    page: ${collection}(first: ${PAGE}, orderBy: id, orderDirection: asc, block: { hash: $block },
      where: { id_gt: $after, _change_block: { number_gte: $from } }) { ${selection.join(" ")} }
  }`;
  const Page = z.object({ page: z.array(z.record(z.string(), z.unknown())) });
  for (let after = ""; ; ) {
    const answer = await ask(query, { after, from: range.from, block: range.blockHash });
    let entities: Map<string, EntityData>;
    try {
      entities = new Map(
        Page.parse(answer).page.map((json) => {
          const id = z.string().parse(json.id);
          const entity = toEntity(fields, json);
          checkEntity(type, id, entity);
          return [id, entity];
        }),
      );
    } catch (cause) {
      const reason = `an unusable ${type.name}: ${cause instanceof Error ? cause.message.slice(0, 200) : cause}`;
      throw new SymbolonError("E6004", { url: "The Graph Node", reason }, { cause });
    }
    yield entities;
    if (entities.size < PAGE) return;
    after = [...entities.keys()].at(-1)!;
  }
}

function toEntity(fields: readonly EntityField[], json: Readonly<Record<string, unknown>>): EntityData {
  const entity = new Map<string, StoreValue>();
  for (const field of fields) {
    const value = json[field.name];
    if (value == null) continue;
    if (!field.isList) {
      entity.set(field.name, toValue(field, value));
      continue;
    }
    const items = z
      .array(z.unknown())
      .parse(value)
      .map((item) => toValue(field, item));
    // A Graph Node gives referenced entities by id as text; the contracts want datasets in ascending order.
    if (field.reference !== undefined) items.sort(byNumber);
    entity.set(field.name, { kind: "Array", value: items });
  }
  return entity;
}

function toValue({ kind, reference: to }: EntityField, value: unknown): StoreValue {
  if (to !== undefined) return { kind: "String", value: reference.parse(value) };
  switch (kind) {
    case "Int":
      return { kind, value: z.int32().parse(value) };
    case "Boolean":
      return { kind: "Bool", value: z.boolean().parse(value) };
    case "BigInt":
    case "Int8":
    case "Timestamp":
      return { kind, value: BigInt(decimal.parse(value)) };
    case "BigDecimal":
      return { kind, value: parseDecimal(decimal.parse(value)) };
    case "String":
    case "Bytes":
      return { kind, value: z.string().parse(value) };
  }
}

function byNumber(a: StoreValue, b: StoreValue): number {
  const [left, right] = [a, b].map((value) => (value.kind === "String" ? value.value : ""));
  return left!.length - right!.length || (left! < right! ? -1 : 1);
}

import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from "graphql";

const refuse = (what: string): never => {
  throw new GraphQLError(what, { extensions: { code: "E9009" } });
};

function toBigInt(value: unknown): bigint {
  if (typeof value === "bigint" && value >= 0n) return value;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === "string" && /^(0|[1-9]\d{0,77})$/.test(value)) return BigInt(value);
  return refuse("BigInt is an unsigned integer as decimal text");
}

function toBytes(value: unknown): string {
  if (typeof value === "string" && /^0x([0-9a-fA-F]{2}){0,4096}$/.test(value)) return value.toLowerCase();
  return refuse("Bytes is 0x hex with an even number of digits");
}

function toInt53(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  return refuse("Int53 is a whole number from 0 to 2^53 - 1");
}

/** Parsers and writers of the schema's scalars. BigInt is bigint inside and decimal text outside, Bytes is lower-case 0x hex, Int53 is number,
 * JSON is as it is. */
export const scalars = {
  BigInt: new GraphQLScalarType<bigint, string>({
    name: "BigInt",
    parseValue: toBigInt,
    parseLiteral: (node: ValueNode) =>
      node.kind === Kind.INT || node.kind === Kind.STRING
        ? toBigInt(node.value)
        : refuse("BigInt is decimal text"),
    serialize: (value) => toBigInt(value).toString(),
  }),
  Bytes: new GraphQLScalarType<string, string>({
    name: "Bytes",
    parseValue: toBytes,
    parseLiteral: (node: ValueNode) =>
      node.kind === Kind.STRING ? toBytes(node.value) : refuse("Bytes is a string"),
    serialize: toBytes,
  }),
  Int53: new GraphQLScalarType<number, number>({
    name: "Int53",
    parseValue: toInt53,
    parseLiteral: (node: ValueNode) =>
      node.kind === Kind.INT ? toInt53(Number(node.value)) : refuse("Int53 is a whole number"),
    serialize: toInt53,
  }),
  JSON: new GraphQLScalarType<unknown, unknown>({
    name: "JSON",
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
    serialize: (value) => value,
  }),
};

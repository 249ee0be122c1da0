import type { AscMemory } from "../wasm/AscMemory.ts";
import { newBigInt } from "../wasm/ascNumbers.ts";
import type { Pointer } from "../wasm/Pointer.ts";
import { TypeId } from "../wasm/typeIds.ts";
import type { HostContext, HostFunctions } from "./HostContext.ts";
import { parseInteger } from "./numberFunctions.ts";

/** graph-ts common/value.ts, enum JSONValueKind. */
const KIND = { NULL: 0, BOOL: 1, NUMBER: 2, STRING: 3, ARRAY: 4, OBJECT: 5 } as const;

/** A number as it stands in the text: mappings read it with the width they need. */
class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function parseJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const keepNumberText = (_key: string, value: unknown, context: { source?: string } = {}) =>
    typeof value === "number" ? new NumberText(context.source ?? String(value)) : value;
  return JSON.parse(text, keepNumberText);
}

function newJsonValue(memory: AscMemory, value: unknown): Pointer {
  const tagged = (kind: number, payload: number) => memory.newTagged(TypeId.JsonValue, kind, BigInt(payload));
  if (value === null) return tagged(KIND.NULL, 0);
  if (typeof value === "boolean") return tagged(KIND.BOOL, value ? 1 : 0);
  if (value instanceof NumberText) return tagged(KIND.NUMBER, memory.newString(value.text));
  if (typeof value === "string") return tagged(KIND.STRING, memory.newString(value));
  if (Array.isArray(value)) {
    const items = value.map((item) => newJsonValue(memory, item));
    return tagged(KIND.ARRAY, memory.newArray(TypeId.ArrayJsonValue, items));
  }
  const entries = Object.entries(value as Record<string, unknown>).map(([key, item]) =>
    memory.newRecord(TypeId.TypedMapEntryStringJsonValue, [
      memory.newString(key),
      newJsonValue(memory, item),
    ]),
  );
  const list = memory.newArray(TypeId.ArrayTypedMapEntryStringJsonValue, entries);
  return tagged(KIND.OBJECT, memory.newRecord(TypeId.TypedMapStringJsonValue, [list]));
}

/** `json.*` of graph-ts. */
export function jsonFunctions({ memory }: HostContext): HostFunctions {
  const readInteger = (pointer: number) => parseInteger(memory.readString(pointer));
  return {
    "json.fromBytes": (bytes: number) => newJsonValue(memory, parseJson(memory.readBytes(bytes))),
    "json.try_fromBytes": (bytes: number) => {
      try {
        const value = newJsonValue(memory, parseJson(memory.readBytes(bytes)));
        return memory.newRecord(TypeId.ResultJsonValueBool, [
          memory.newRecord(TypeId.WrappedJsonValue, [value]),
          0,
        ]);
      } catch {
        const error = memory.newObject(TypeId.WrappedBool, Uint8Array.of(1));
        return memory.newRecord(TypeId.ResultJsonValueBool, [0, error]);
      }
    },
    "json.toI64": (text: number) => inRange(readInteger(text), -(2n ** 63n), 2n ** 63n - 1n),
    "json.toU64": (text: number) => BigInt.asIntN(64, inRange(readInteger(text), 0n, 2n ** 64n - 1n)),
    "json.toF64": (text: number) => {
      const value = Number(memory.readString(text));
      if (Number.isNaN(value)) throw new SyntaxError(`not a number: ${memory.readString(text)}`);
      return value;
    },
    "json.toBigInt": (text: number) => newBigInt(memory, readInteger(text)),
  };
}

function inRange(value: bigint, least: bigint, most: bigint): bigint {
  if (value < least || value > most) throw new RangeError(`${value} does not fit 64 bits`);
  return value;
}

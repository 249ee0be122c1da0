import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { AscMemory } from "../wasm/AscMemory.ts";
import type { Pointer } from "../wasm/Pointer.ts";
import { TypeId } from "../wasm/typeIds.ts";
import type { HostContext, HostFunctions } from "./HostContext.ts";

/** graph-ts common/yaml.ts, enum YAMLValueKind. */
const KIND = { NULL: 0, BOOL: 1, NUMBER: 2, STRING: 3, ARRAY: 4, OBJECT: 5, TAGGED: 6 } as const;

type YamlDocument = ReturnType<typeof parseDocument>;

function parseYaml(bytes: Uint8Array): YamlDocument {
  const document = parseDocument(new TextDecoder("utf-8", { fatal: true }).decode(bytes), {
    intAsBigInt: true,
  });
  const [error] = document.errors;
  if (error) throw error;
  return document;
}

function newYamlValue(memory: AscMemory, document: YamlDocument, node: Node | null): Pointer {
  const tagged = (kind: number, payload: number) => memory.newTagged(TypeId.YamlValue, kind, BigInt(payload));
  if (node === null) return tagged(KIND.NULL, 0);
  if (isAlias(node)) return newYamlValue(memory, document, node.resolve(document) ?? null);
  if (node.tag !== undefined && !node.tag.startsWith("tag:yaml.org,2002:")) {
    const bare = node.clone() as Node;
    delete bare.tag;
    const value = newYamlValue(memory, document, bare);
    return tagged(KIND.TAGGED, memory.newRecord(TypeId.YamlTaggedValue, [memory.newString(node.tag), value]));
  }
  if (isSeq<Node | null>(node)) {
    const items = node.items.map((item) => newYamlValue(memory, document, item));
    return tagged(KIND.ARRAY, memory.newArray(TypeId.YamlArrayValue, items));
  }
  if (isMap<Node, Node | null>(node)) {
    const entries = node.items.map((pair) =>
      memory.newRecord(TypeId.YamlTypedMapEntryValueValue, [
        newYamlValue(memory, document, pair.key),
        newYamlValue(memory, document, pair.value),
      ]),
    );
    const list = memory.newArray(TypeId.YamlArrayTypedMapEntryValueValue, entries);
    return tagged(KIND.OBJECT, memory.newRecord(TypeId.YamlTypedMapValueValue, [list]));
  }
  const value: unknown = isScalar(node) ? node.value : null;
  if (value === null || value === undefined) return tagged(KIND.NULL, 0);
  if (typeof value === "boolean") return tagged(KIND.BOOL, value ? 1 : 0);
  const kind = typeof value === "number" || typeof value === "bigint" ? KIND.NUMBER : KIND.STRING;
  return tagged(kind, memory.newString(String(value)));
}

/** `yaml.*` of graph-ts. */
export function yamlFunctions({ memory }: HostContext): HostFunctions {
  const read = (bytes: number) => {
    const document = parseYaml(memory.readBytes(bytes));
    return newYamlValue(memory, document, document.contents as Node | null);
  };
  return {
    "yaml.fromBytes": read,
    "yaml.try_fromBytes": (bytes: number) => {
      try {
        const wrapped = memory.newRecord(TypeId.YamlWrappedValue, [read(bytes)]);
        return memory.newRecord(TypeId.YamlResultValueBool, [wrapped, 0]);
      } catch {
        const error = memory.newObject(TypeId.WrappedBool, Uint8Array.of(1));
        return memory.newRecord(TypeId.YamlResultValueBool, [0, error]);
      }
    },
  };
}

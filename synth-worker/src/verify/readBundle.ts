import { canonicalJson, parseDocument, SymbolonError } from "@symbolon/protocol";
import { Evidence } from "./evidence.ts";
import { PROV_EVIDENCE, provDocument } from "./provDocument.ts";

/**
 * The evidence in a file of either form: `symbolon-evidence/2` alone, or a PROV-JSON document that carries it. The graph of the latter is made
 * again from its evidence and must be the same (E7005), so it cannot tell another story. Throws E1006 for anything else; `name` is what the
 * error calls it.
 */
export function readBundle(value: unknown, name: string): Evidence {
  const text = carried(value);
  if (text === undefined) return parseDocument(Evidence, value, name);
  let inner: unknown;
  try {
    inner = JSON.parse(text);
  } catch {
    throw new SymbolonError("E1006", { document: name, reason: "the evidence in it is no JSON" });
  }
  const evidence = parseDocument(Evidence, inner, name);
  if (canonicalJson(graphOf(value)) !== canonicalJson(graphOf(provDocument(evidence))))
    throw new SymbolonError("E7005", {
      what: `graph of ${name}`,
      actual: "another",
      expected: "the one of the evidence in it",
    });
  return evidence;
}

type Entities = { readonly entity?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };

function carried(value: unknown): string | undefined {
  const found = (value as Entities | null)?.entity?.[PROV_EVIDENCE.entity]?.[PROV_EVIDENCE.attribute];
  return typeof found === "string" ? found : undefined;
}

/** A PROV document without the text that it carries. */
function graphOf(value: unknown): object {
  const { entity, ...others } = value as Entities & object;
  const { [PROV_EVIDENCE.entity]: _, ...entities } = entity ?? {};
  return { ...others, entity: entities };
}

import { type QualityLabel, SymbolonError } from "@symbolon/protocol";
import { gatewayFetch } from "./gatewayFetch.ts";
import { Reader } from "./reader.ts";

/**
 * The quality and utility label of a dataset, computed by the gateway from its catalogue entry and its orders; null while the entry is not
 * fetched. Throws E6004 without connection, E9001 for another form.
 */
export async function fetchQualityLabel(
  datasetId: string,
  signal?: AbortSignal,
): Promise<QualityLabel | null> {
  const path = `/catalogue/${datasetId}/label.json`;
  const response = await gatewayFetch(path, signal === undefined ? {} : { signal });
  if (response.status === 404) return null;
  if (!response.ok)
    throw new SymbolonError("E6004", { url: "The gateway", reason: `status ${response.status}` });
  const label = new Reader(await response.json().catch(() => null), "label");
  const elements = label.objects("elements").map((element) => ({
    group: oneOf(element.text("group"), GROUPS),
    name: element.text("name"),
    level: levelOf(element.integerOrNull("level")),
    basis: oneOf(element.text("basis"), BASES),
    detail: element.text("detail"),
  }));
  return {
    format: oneOf(label.text("format"), ["symbolon-label/1"] as const),
    dataset: label.text("dataset"),
    elements,
    known: label.integer("known"),
    of: label.integer("of"),
  };
}

const GROUPS = ["a", "b", "c", "d", "e", "f"] as const;
const BASES = ["measured", "entry", "unknown"] as const;
const LEVELS = [0, 1, 2, 3] as const;

function oneOf<const T extends string>(value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new SymbolonError("E9001", { reason: `the label says ${value.slice(0, 40)}` });
  return found;
}

function levelOf(value: number | null): (typeof LEVELS)[number] | null {
  return LEVELS.find((level) => level === value) ?? null;
}

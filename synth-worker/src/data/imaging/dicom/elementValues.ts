import type { DicomElements } from "./dicomFile.ts";

/** An element's values as finite numbers; empty when it is absent or holds none. */
export function numbersOf(elements: DicomElements, tag: string): readonly number[] {
  return (elements[tag]?.Value ?? []).map(Number).filter(Number.isFinite);
}

/** An element's first value as a number; null when it has none. */
export function numberOf(elements: DicomElements, tag: string): number | null {
  return numbersOf(elements, tag)[0] ?? null;
}

/** An element's first value as trimmed text; "" when it has none. A person's name gives its alphabetic part. */
export function textOf(elements: DicomElements, tag: string): string {
  const [value] = elements[tag]?.Value ?? [];
  const plain =
    typeof value === "object" && value !== null && "Alphabetic" in value ? value.Alphabetic : value;
  return typeof plain === "string" || typeof plain === "number" ? String(plain).trim() : "";
}

/** The items of a sequence; empty when it is absent. */
export function itemsOf(elements: DicomElements, tag: string): readonly DicomElements[] {
  return elements[tag]?.vr === "SQ" ? ((elements[tag]?.Value ?? []) as DicomElements[]) : [];
}

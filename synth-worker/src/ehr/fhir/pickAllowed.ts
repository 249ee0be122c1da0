import type { Picked, Shape } from "./keptShapes.ts";

/** Element names only: a malformed file may have anything as a key, and a report must not repeat it. */
const ELEMENT = /^[A-Za-z_][A-Za-z0-9]{0,63}$/;

/**
 * A copy of `value` with nothing but what `shape` names, in the kinds it names. Every leaf left out is told to `drop` by its path, without its value; lists
 * have no index in it. Extensions become an object by URL, and only the first of a URL is kept.
 */
export function pickAllowed<const S extends Shape>(
  shape: S,
  value: unknown,
  path: string,
  drop: (path: string) => void,
): Picked<S> | undefined {
  return pick(shape, value, path, drop) as Picked<S> | undefined;
}

function pick(shape: Shape, value: unknown, path: string, drop: (path: string) => void): unknown {
  if (value === undefined || value === null) return undefined;
  const leave = () => dropLeaves(value, path, drop);
  if (shape === "text") return typeof value === "string" && value.trim() !== "" ? value.trim() : leave();
  if (shape === "number") return typeof value === "number" && Number.isFinite(value) ? value : leave();
  if (shape === "flag") return typeof value === "boolean" ? value : leave();
  if (isList(shape)) {
    if (!Array.isArray(value)) return leave();
    const kept = value.map((item) => pick(shape[0], item, path, drop)).filter((item) => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (isByUrl(shape)) return pickExtensions(shape.byUrl, value, path, drop);
  if (!isRecord(value)) return leave();
  const kept: Record<string, unknown> = {};
  let isEmpty = true;
  for (const name of Object.keys(value)) {
    const known = Object.hasOwn(shape, name) ? (shape as Record<string, Shape>)[name] : undefined;
    if (known === undefined) dropLeaves(value[name], pathBelow(path, name), drop);
    else {
      const picked = pick(known, value[name], `${path}.${name}`, drop);
      if (picked === undefined) continue;
      kept[name] = picked;
      isEmpty = false;
    }
  }
  return isEmpty ? undefined : kept;
}

function pathBelow(path: string, name: string): string {
  return `${path}.${ELEMENT.test(name) ? name : "?"}`;
}

function pickExtensions(
  byUrl: Readonly<Record<string, Shape>>,
  value: unknown,
  path: string,
  drop: (path: string) => void,
): unknown {
  if (!Array.isArray(value)) return dropLeaves(value, path, drop);
  const kept: Record<string, unknown> = {};
  for (const extension of value) {
    const url = isRecord(extension) && typeof extension.url === "string" ? extension.url : "";
    const shape = Object.hasOwn(byUrl, url) && !Object.hasOwn(kept, url) ? byUrl[url] : undefined;
    if (shape === undefined) dropLeaves(extension, path, drop);
    else {
      const { url: _, ...rest } = extension as Record<string, unknown>;
      const picked = pick(shape, rest, path, drop);
      if (picked !== undefined) kept[url] = picked;
    }
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function dropLeaves(value: unknown, path: string, drop: (path: string) => void): undefined {
  if (Array.isArray(value)) for (const item of value) dropLeaves(item, path, drop);
  else if (isRecord(value))
    for (const [name, part] of Object.entries(value)) dropLeaves(part, pathBelow(path, name), drop);
  else if (value !== undefined && value !== null) drop(path);
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isByUrl(shape: Exclude<Shape, string | readonly [Shape]>): shape is {
  readonly byUrl: Readonly<Record<string, Shape>>;
} {
  return "byUrl" in shape;
}

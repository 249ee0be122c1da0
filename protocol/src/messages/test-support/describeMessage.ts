import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { z } from "zod";
import { canonicalJson } from "../../content/canonicalJson.ts";

/** Members, or paths, that are null where there is nothing to say. */
const NULLABLE = ["membership", "dataFree", "shareCommitments", "matched", "model", "ledger.0.columns"];

/** A message's name, its schema, a valid document, and paths of members that may be left out. */
export type MessageCase = readonly [
  name: string,
  schema: z.ZodType,
  document: Record<string, unknown>,
  optional?: readonly string[],
];

/** What every message does: takes a valid document as it is, and refuses each small change of it. */
export function describeMessage([name, message, document, optional = []]: MessageCase): void {
  describe(name, () => {
    const refuses = (changed: unknown, why: string) =>
      assert.equal(message.safeParse(changed).success, false, `${name} accepts ${why}`);

    test("accepts a valid document and keeps every byte of it", () => {
      assert.equal(canonicalJson(message.parse(document)), canonicalJson(document));
    });

    test("refuses a missing member, a null and a stranger, at the top and inside", () => {
      for (const path of objectPaths(document)) {
        // Records (column or dataset id -> value) may have any member; strict objects may not.
        const isRecord = path.at(-1) === "shareCommitments" || path.at(-1) === "journal";
        const at = read(document, path) as Record<string, unknown>;
        for (const member of Object.keys(at)) {
          if (!isRecord && !optional.includes([...path, member].join(".")))
            refuses(write(document, [...path, member], undefined), `no ${[...path, member].join(".")}`);
          if (![member, [...path, member].join(".")].some((name) => NULLABLE.includes(name)))
            refuses(write(document, [...path, member], null), `null for ${[...path, member].join(".")}`);
        }
        if (!isRecord)
          refuses(write(document, [...path, "stranger"], 1), `${[...path, "stranger"].join(".")}`);
      }
    });

    test("refuses hashes in another case or length, and numbers where decimal text belongs", () => {
      for (const path of leafPaths(document)) {
        const value = read(document, path);
        const where = path.join(".");
        if (typeof value !== "string" || where.endsWith("subject")) continue;
        if (/^0x[0-9a-f]{64}$/.test(value) && /[a-f]/.test(value))
          refuses(write(document, path, value.toUpperCase().replace("0X", "0x")), `upper case in ${where}`);
        if (/^0x([0-9a-f]{40}|[0-9a-f]{64})$/.test(value))
          refuses(write(document, path, `${value}00`), `a long ${where}`);
        if (/^\d+$/.test(value) && !/levels|version/.test(where)) {
          refuses(write(document, path, Number(value)), `a number for ${where}`);
          refuses(write(document, path, `0${value}`), `a leading zero in ${where}`);
          refuses(write(document, path, `-${value}`), `a negative ${where}`);
        }
      }
    });
  });
}

type Path = readonly string[];

/** Paths of all plain objects in a document, the document itself included. */
function objectPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.entries(value).flatMap(([key, member]) => objectPaths(member, [...path, key]));
  return Array.isArray(value) ? below : [path, ...below];
}

function leafPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, member]) => leafPaths(member, [...path, key]));
}

function read(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
}

/** A deep copy with one member set, or removed when `value` is undefined. */
function write(document: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(document);
  const parent = read(copy, path.slice(0, -1)) as Record<string, unknown>;
  if (value === undefined) delete parent[path.at(-1)!];
  else parent[path.at(-1)!] = value;
  return copy;
}

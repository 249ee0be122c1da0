import { type Hex, SymbolonError } from "@symbolon/protocol";

/**
 * Typed access to one JSON object of a gateway answer. Every getter throws E9001 naming the field when the value
 * has another form, so a version mismatch shows as one clear error and not as a crash in a component.
 */
export class Reader {
  readonly #object: Record<string, unknown>;
  readonly #path: string;

  constructor(value: unknown, path: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw unusable(path, "an object");
    this.#object = value as Record<string, unknown>;
    this.#path = path;
  }

  text(key: string): string {
    const value = this.#object[key];
    if (typeof value === "string") return value;
    // GraphQL serves ID as text, some servers as a number.
    if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
    throw unusable(`${this.#path}.${key}`, "text");
  }

  textOrNull(key: string): string | null {
    return this.#object[key] == null ? null : this.text(key);
  }

  hex(key: string): Hex {
    return asHex(this.#object[key], `${this.#path}.${key}`);
  }

  hexOrNull(key: string): Hex | null {
    return this.#object[key] == null ? null : this.hex(key);
  }

  hexes(key: string): Hex[] {
    return this.#items(key).map((item, i) => asHex(item, `${this.#path}.${key}.${i}`));
  }

  integer(key: string): number {
    const value = this.#object[key];
    if (typeof value !== "number" || !Number.isSafeInteger(value))
      throw unusable(`${this.#path}.${key}`, "an integer");
    return value;
  }

  integerOrNull(key: string): number | null {
    return this.#object[key] == null ? null : this.integer(key);
  }

  bool(key: string): boolean {
    const value = this.#object[key];
    if (typeof value !== "boolean") throw unusable(`${this.#path}.${key}`, "true or false");
    return value;
  }

  boolOrNull(key: string): boolean | null {
    return this.#object[key] == null ? null : this.bool(key);
  }

  bigint(key: string): bigint {
    return asBigint(this.#object[key], `${this.#path}.${key}`);
  }

  bigintOrNull(key: string): bigint | null {
    return this.#object[key] == null ? null : this.bigint(key);
  }

  bigints(key: string): bigint[] {
    return this.#items(key).map((item, i) => asBigint(item, `${this.#path}.${key}.${i}`));
  }

  object(key: string): Reader {
    return new Reader(this.#object[key], `${this.#path}.${key}`);
  }

  objectOrNull(key: string): Reader | null {
    return this.#object[key] == null ? null : this.object(key);
  }

  objects(key: string): Reader[] {
    return this.#items(key).map((item, i) => new Reader(item, `${this.#path}.${key}.${i}`));
  }

  json(key: string): unknown {
    return this.#object[key];
  }

  #items(key: string): unknown[] {
    const value = this.#object[key];
    if (!Array.isArray(value)) throw unusable(`${this.#path}.${key}`, "a list");
    return value;
  }
}

function asHex(value: unknown, path: string): Hex {
  if (typeof value !== "string" || !/^0x[0-9a-fA-F]*$/.test(value)) throw unusable(path, "0x hex");
  return value as Hex;
}

function asBigint(value: unknown, path: string): bigint {
  if (typeof value === "string" && /^\d+$/.test(value)) return BigInt(value);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  throw unusable(path, "an unsigned integer as decimal text");
}

function unusable(path: string, expected: string): SymbolonError {
  return new SymbolonError("E9001", { reason: `${path} is not ${expected}` });
}

import assert from "node:assert/strict";
import { test } from "node:test";
import { EXPOSED, exposeGlobals } from "./exposeGlobals.ts";

const name = (text: string) => [text.length, ...new TextEncoder().encode(text)];
const section = (id: number, content: readonly number[]) => [id, content.length, ...content];

/**
 * An imported immutable i32, then own globals: mutable i32 -7, immutable i32 1, mutable i64 3, mutable f64 0; `bump` adds 1 to the first and sets
 * the i64 to 9.
 */
const MODULE = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 0, 0]),
  ...section(2, [1, ...name("env"), ...name("base"), 3, 0x7f, 0]),
  ...section(3, [1, 0]),
  ...section(6, [
    4,
    ...[0x7f, 1, 0x41, 0x79, 0x0b],
    ...[0x7f, 0, 0x41, 1, 0x0b],
    ...[0x7e, 1, 0x42, 3, 0x0b],
    ...[0x7c, 1, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b],
  ]),
  ...section(7, [1, ...name("bump"), 0, 0]),
  ...section(10, [1, 13, 0, 0x23, 1, 0x41, 1, 0x6a, 0x24, 1, 0x42, 9, 0x24, 3, 0x0b]),
]);

test("exports every mutable global of the module's own, which then can be read and put back", () => {
  const module = new WebAssembly.Module(new Uint8Array(exposeGlobals(MODULE)));
  const imports = { env: { base: new WebAssembly.Global({ value: "i32", mutable: false }, 4) } };
  const { exports } = new WebAssembly.Instance(module, imports);
  const names = Object.keys(exports).filter((each) => each.startsWith(EXPOSED));
  assert.deepEqual(
    names,
    [1, 3, 4].map((index) => `${EXPOSED}${index}`),
  );
  const [first, second] = names.map((each) => exports[each] as WebAssembly.Global);
  (exports.bump as () => void)();
  assert.deepEqual([first!.value, second!.value], [-6, 9n]);
  first!.value = -7;
  (exports.bump as () => void)();
  assert.equal(first!.value, -6);
});

test("leaves a module without globals as it is, and refuses one that ends early", () => {
  const empty = MODULE.slice(0, 8);
  assert.deepEqual(exposeGlobals(empty), empty);
  const at = MODULE.indexOf(6, 30);
  assert.throws(() => exposeGlobals(MODULE.slice(0, at + 1)), TypeError);
});

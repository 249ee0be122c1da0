import assert from "node:assert/strict";
import { test } from "node:test";
import { csvScanner } from "./csvScanner.ts";
import { scanCsv } from "./scanCsv.ts";

test("records are the same however the text is cut, also within quotes, a doubled quote and a line's end", () => {
  const text = 'a,b\r\n"x, ""y""\nz",""\n\n"""",3\r\nlast,';
  const whole: string[][] = [];
  scanCsv(text, (record) => whole.push(record));
  assert.deepEqual(whole, [
    ["a", "b"],
    ['x, "y"\nz', ""],
    ['"', "3"],
    ["last", ""],
  ]);
  for (let size = 1; size < text.length; size++) {
    const records: string[][] = [];
    const scanner = csvScanner((record) => records.push(record));
    for (let at = 0; at < text.length; at += size) scanner.push(text.slice(at, at + size));
    scanner.end();
    assert.deepEqual(records, whole, `cut by ${size}`);
  }
});

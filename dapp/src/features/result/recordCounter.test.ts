import assert from "node:assert/strict";
import { test } from "node:test";
import { csvPreview } from "../../format/csvPreview.ts";
import { recordCounter } from "./recordCounter.ts";

test("records are counted as a CSV reader reads them, however the bytes are cut", () => {
  for (const text of ["", "a", "a\n", "a,b\n1,2\n3,4", 'a\n"x\ny"\n"say ""hi""\n"\n', "a\r\n1\r\n"]) {
    const bytes = new TextEncoder().encode(text);
    const expected = text === "" ? 0 : csvPreview(text).totalRows + 1;
    for (const size of [1, 2, 3, 100]) {
      const counter = recordCounter();
      for (let at = 0; at < bytes.length; at += size) counter.add(bytes.subarray(at, at + size));
      assert.equal(counter.total(), expected, `${JSON.stringify(text)} by ${size}`);
    }
  }
});

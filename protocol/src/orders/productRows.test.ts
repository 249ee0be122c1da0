import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENTS_FILE, productRows } from "./productRows.ts";

const file = (name: string, text = "") => ({ name, bytes: new TextEncoder().encode(text) });

test("patients are lines that hold something, images are PNG files", () => {
  const patients = (text: string) => productRows("patients-over-time", [file(PATIENTS_FILE, text)]);
  assert.deepEqual(
    ["", "\n", "person_id\n", "person_id\n1\n2\n", "person_id\n\n1\n\n\n", "person_id\n1\n2"].map(patients),
    [0, 0, 0, 2, 1, 1],
  );
  assert.equal(productRows("patients-over-time", [file("omop/person.csv", "person_id\n1\n")]), 0);
  assert.equal(productRows("images", [file("labels.csv", "name\n1\n"), file("a.png"), file("b/c.png")]), 2);
});

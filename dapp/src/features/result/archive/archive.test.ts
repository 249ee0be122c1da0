import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError, zipFiles } from "@symbolon/protocol";
import { archiveContent } from "./archiveContent.ts";
import { archiveSizeText } from "./archiveSizeText.ts";
import { entryBlob } from "./entryBlob.ts";
import { openArchive } from "./openArchive.ts";

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const isE1006 = (error: unknown) => error instanceof SymbolonError && error.code === "E1006";

const patients = openArchive(
  zipFiles([
    file("patients.csv", "person_id,sex\n1,f\n2,m\n"),
    file("omop/visit_occurrence.csv", 'visit_occurrence_id,person_id,note\n1,1,"a\nb"\n2,1,\n3,2,c\n'),
    file("omop/own_table.csv", "x\n"),
    file("readme.txt", "hello"),
  ]),
);

test("every file of an archive is had again byte for byte, with its media type", async () => {
  const [first] = patients.entries;
  const blob = entryBlob(patients, first!);
  assert.equal(await blob.text(), "person_id,sex\n1,f\n2,m\n");
  assert.equal(blob.type, "text/csv");
  const last = entryBlob(patients, patients.entries.at(-1)!);
  assert.equal(await last.text(), "hello");
  assert.equal(last.type, "application/octet-stream");
});

test("whole patients are tables in plain words with their rows, line breaks in a field included", async () => {
  const content = await archiveContent(patients);
  assert.ok(content.kind === "patients");
  assert.deepEqual(
    content.tables.map(({ title, entry, head }) => [title, entry.rows, head.rows.length]),
    [
      ["Patients with their variables", 2, 2],
      ["Visits", 3, 3],
      ["own_table", 0, 0],
    ],
  );
  assert.deepEqual(content.tables[1]!.head.rows[0], ["1", "1", "a\nb"]);
  assert.deepEqual(
    content.others.map(({ name }) => name),
    ["readme.txt"],
  );
  assert.equal(archiveSizeText(content), "2 patients · 3 tables");
});

test("images are numbered within their class, classes sorted as people count, and the label is the table's, not the folder's", async () => {
  const archive = openArchive(
    zipFiles([
      file("00-ten/000001.png", "0123456789abcdef\0\0\u0001\0"),
      file("01-two/000002.png", "two"),
      file("01-two/000003.png", "three"),
      file("01-two/000004.png", "four"),
      file("labels.csv", 'name,label\n00-ten/000001.png,10\n01-two/000002.png,2\n01-two/000003.png,"2"\n'),
      file("manifest.json", "{}"),
    ]),
  );
  const content = await archiveContent(archive);
  assert.ok(content.kind === "images");
  assert.deepEqual(
    content.pictures.map(({ entry, label, number }) => [entry.name, label, number]),
    [
      ["01-two/000002.png", "2", 1],
      ["01-two/000003.png", "2", 2],
      ["00-ten/000001.png", "10", 1],
      ["01-two/000004.png", "without a label", 1],
    ],
  );
  assert.deepEqual(content.classes, [
    { label: "2", count: 2 },
    { label: "10", count: 1 },
    { label: "without a label", count: 1 },
  ]);
  assert.equal(content.width, 256, "of the header of the first file in the archive");
  const [picture] = content.pictures;
  assert.equal(await entryBlob(archive, picture!.entry).text(), "two");
  assert.equal(entryBlob(archive, picture!.entry).type, "image/png");
  assert.deepEqual(
    content.others.map(({ name }) => name),
    ["labels.csv", "manifest.json"],
  );
  assert.equal(archiveSizeText(content), "4 images · 3 classes");
});

test("what is no archive, and one with neither patients nor labels, is E1006", async () => {
  assert.throws(() => openArchive(new TextEncoder().encode("a,b\n1,2\n")), isE1006);
  await assert.rejects(archiveContent(openArchive(zipFiles([file("a.txt", "x")]))), isE1006);
});

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { encode } from "fast-png";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { pickImages } from "../../imaging/pickImages.ts";
import { madeUpImages } from "../../imaging/test-support/madeUpImages.ts";
import { imagesOfRecords } from "./imagesOfRecords.ts";
import { readImageFolder } from "./readImageFolder.ts";
import { ctSlice } from "./test-support/ctSlice.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-records-"));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Image i is grey value 10 (i + 1), so that it is known again. */
async function written(name: string, files: readonly string[], labels?: readonly string[]) {
  const at = join(folder, name);
  for (const [i, file] of files.entries()) {
    const path = join(at, file);
    await mkdir(dirname(path), { recursive: true });
    const data = new Uint8Array(16).fill(10 * (i + 1));
    await writeFile(path, encode({ width: 4, height: 4, channels: 1, data }));
  }
  if (labels !== undefined) await writeFile(join(at, "labels.csv"), `${labels.join("\n")}\n`);
  return at;
}
const options = { size: 4, window: { low: 0, high: 255 }, mostPerPatient: 10 } as const;
const shown = ({ count, pixels, subjects }: ImageSet) =>
  Array.from({ length: count }, (_, i) => `${subjects[i]}:${Math.round(pixels[16 * i]! * 25.5) - 1}`).sort();
const flags = (...rows: number[]) => Uint8Array.from({ length: 4 }, (_, row) => Number(rows.includes(row)));

describe("images of an order's records", () => {
  test("are found by the label table's patient, and parted by the records' flags; the others are counted", async () => {
    const at = await written(
      "table",
      ["0.png", "1.png", "2.png", "3.png", "4.png"],
      ["name,patient", "0.png,A", "1.png,B", "2.png,B", "3.png,C", "4.png,stranger"],
    );
    const { training, holdout, leftOut } = imagesOfRecords(
      await readImageFolder(at, options),
      ["B", "A", "C", "D"],
      { training: flags(0, 3), holdout: flags(1) },
      10,
    );
    assert.deepEqual(shown(training), ["0:1", "0:2"]);
    assert.deepEqual(shown(holdout), ["1:0"]);
    assert.deepEqual(leftOut, { unknown: 1, unused: 1 });
  });

  test("are found by their first folder or their file's name, where the hospital says so", async () => {
    const at = await written("paths", ["A/one/0.png", "A/two/1.png", "B/2.png", "C.png"]);
    const part = async (patients: "folder" | "file", subjects: readonly string[], most = 10) =>
      shown(
        imagesOfRecords(
          await readImageFolder(at, { ...options, patients }),
          subjects,
          { training: flags(0, 1, 2, 3), holdout: flags() },
          most,
        ).training,
      );
    assert.deepEqual(await part("folder", ["B", "A", "C", "D"]), ["0:2", "1:0", "1:1"]);
    // Both folders are one patient's, of whom one image counts.
    const few = await part("folder", ["B", "A", "C", "D"], 1);
    assert.deepEqual(
      few.map((image) => image.split(":")[0]),
      ["0", "1"],
    );
    assert.deepEqual(await part("file", ["C", "B/2", "C.png", "A"]), ["0:3", "1:2"]);
  });

  test("are found by the patient whom the header names, and by no word of a header that looks like a path", async () => {
    const at = join(folder, "headers");
    await mkdir(at);
    const issuer = (name: string) => ({ "00100021": { vr: "LO", Value: [name] } });
    const files = {
      "a.dcm": ctSlice("A", "1.1", 0, 10),
      "b.dcm": ctSlice("B", "1.2", 0, 20, issuer("City")),
      "c.dcm": ctSlice("C", "1.3", 0, 30, issuer("City")),
      "d.dcm": ctSlice("C", "1.4", 0, 40, issuer("Country")),
      "e.dcm": ctSlice("D/x", "1.5", 0, 50, issuer("folder")),
    };
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(at, name), bytes);
    const { training, leftOut } = imagesOfRecords(
      await readImageFolder(at, { ...options, window: { low: -100, high: 155 } }),
      ["A", "B", "C", "D"],
      { training: flags(0, 1, 2, 3), holdout: flags() },
      10,
    );
    // C is what two issuers call somebody, and D/x is nobody.
    assert.deepEqual(shown(training), ["0:0", "1:1"]);
    assert.deepEqual(leftOut, { unknown: 3, unused: 0 });
  });

  test("of a patient with two records are used only where both records are", async () => {
    const at = await written("twice", ["0.png", "1.png"], ["name,patient", "0.png,A", "1.png,B"]);
    const { training, holdout, leftOut } = imagesOfRecords(
      await readImageFolder(at, options),
      ["A", "B", "A", "B"],
      { training: flags(0, 1, 3), holdout: flags(2) },
      10,
    );
    assert.deepEqual([shown(training), shown(holdout)], [["1:1"], []]);
    assert.deepEqual(leftOut, { unknown: 0, unused: 1 });
  });

  test("never are of a record without its flag, never of both parts, and are all counted (property)", () => {
    const all = madeUpImages(12, 1);
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 12, maxLength: 12 }),
        fc.uniqueArray(fc.nat(7), { minLength: 1 }),
        fc.array(fc.constantFrom("training", "holdout", "neither"), { minLength: 8, maxLength: 8 }),
        (owners, patients, uses) => {
          const subjects = patients.map((patient) => `P${patient}`);
          const flagsOf = (use: string) => Uint8Array.from(subjects, (_, row) => Number(uses[row] === use));
          const gathered = {
            images: { ...all, subjects: Uint32Array.from(owners) },
            patientNames: Array.from({ length: 6 }, (_, patient) => `P${patient}`),
          };
          const parts = imagesOfRecords(
            gathered,
            subjects,
            { training: flagsOf("training"), holdout: flagsOf("holdout") },
            12,
          );
          const { unknown, unused } = parts.leftOut;
          assert.equal(parts.training.count + parts.holdout.count + unknown + unused, 12);
          for (const use of ["training", "holdout"] as const) {
            const expected = owners.flatMap((owner, i) => (uses[patients.indexOf(owner)] === use ? [i] : []));
            const pixels = (set: ImageSet) =>
              Array.from({ length: set.count }, (_, i) =>
                set.pixels.slice(64 * i, 64 * i + 64).join(),
              ).sort();
            assert.deepEqual(pixels(parts[use]), pixels(pickImages(all, expected)));
          }
        },
      ),
    );
  });
});

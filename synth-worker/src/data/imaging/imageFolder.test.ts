import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { decode as decodePng, encode as encodePng } from "fast-png";
import { encode as encodeJpeg } from "jpeg-js";
import type { ImageSet } from "../../imaging/imageSet.ts";
import { deidentifyFolder } from "./deidentifyFolder.ts";
import type { ImageOptions } from "./imageImport.ts";
import { niftiStack } from "./nifti/niftiStack.ts";
import { readImageFolder } from "./readImageFolder.ts";
import { ctSlice } from "./test-support/ctSlice.ts";
import { writeImageFolder } from "./writeImageFolder.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-images-"));
});
after(() => rm(folder, { recursive: true, force: true }));

const options: ImageOptions = { size: 4, window: "own", mostPerPatient: 100 };
const grey = (value: number, size = 4) =>
  encodePng({ width: size, height: size, channels: 1, data: new Uint8Array(size * size).fill(value) });
const put = async (name: string, files: Readonly<Record<string, Uint8Array | string>>) => {
  for (const [file, bytes] of Object.entries(files)) {
    const path = join(folder, name, file);
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(path, bytes);
  }
  return join(folder, name);
};
const text = (vr: string, ...Value: unknown[]) => ({ vr, Value });
test("a folder of PNG and JPEG with a label table: classes, patients, values as they are", async () => {
  const rgba = { width: 4, height: 4, data: new Uint8Array(64).fill(255) };
  const at = await put("raster", {
    "a/1.png": grey(0),
    "a/2.png": grey(102),
    "b/1.jpg": new Uint8Array(encodeJpeg(rgba, 100).data),
    "notes.txt": "nothing",
    "labels.csv": "name,label,patient\na/1.png,left,P1\na/2.png,right,P2\nb/1.jpg,right,P1\n",
  });
  const { images, report } = await readImageFolder(at, options);
  assert.deepEqual([images.count, images.width, images.channels], [3, 4, 1]);
  assert.deepEqual(images.classNames, ["left", "right"]);
  const seen = Array.from(
    { length: 3 },
    (_, i) => `${images.classNames[images.labels[i]!]} ${images.pixels[i * 16]!.toFixed(2)}`,
  );
  assert.deepEqual(seen.sort(), ["left 0.00", "right 0.40", "right 1.00"]);
  assert.equal(new Set(images.subjects).size, 2);
  assert.deepEqual(report.files, { dicom: 0, nifti: 0, raster: 3, other: 1 });
  assert.ok(!JSON.stringify(report).includes("P1"));
});

test("pictures of nobody, of no label or of no class are left out, and counted", async () => {
  const at = await put("left-out", {
    "1.png": grey(1),
    "2.png": grey(2),
    "3.png": grey(3),
    "labels.csv": "name,label,patient\n1.png,a,P1\n2.png,b,P2\n",
  });
  const { report } = await readImageFolder(at, { ...options, classes: ["a"] });
  assert.deepEqual(report.leftOut, { "no label": 1, "of no class": 1 });
  const bare = await put("bare", { "1.png": grey(1), "x/2.png": grey(2), "x/3.png": grey(3) });
  await assert.rejects(readImageFolder(bare, options), { code: "E1007" });
  const patients = async (how: "folder" | "file") =>
    (await readImageFolder(bare, { ...options, patients: how })).report.patients;
  assert.deepEqual([await patients("folder"), await patients("file")], [2, 3]);
});

test("whether pictures need a label is said by the table's columns, not by what somebody's row holds", async () => {
  const pictures = { "1.png": grey(1), "2.png": grey(2), "3.png": grey(3) };
  const of = async (name: string, ...rows: string[]) => {
    const at = await put(name, {
      ...pictures,
      "labels.csv": `${["name,label,patient", ...rows].join("\n")}\n`,
    });
    return (await readImageFolder(at, { ...options, classes: ["image"] })).report.leftOut;
  };
  const others = ["2.png,,P2", "3.png,,P3"];
  assert.deepEqual(await of("one-labelled", "1.png,image,P1", ...others), { "no label": 2 });
  await assert.rejects(of("none-labelled", "1.png,,P1", ...others), { code: "E1007" });
});

test("a series of slices: ordered by place, one of every two, at most so many of a patient", async () => {
  const files = Object.fromEntries(
    [5, 1, 3, 2, 4].map((z) => [`${z}.dcm`, ctSlice("P1", "1.2.9", z, 10 * z)]),
  );
  const at = await put("series", { ...files, "other.dcm": ctSlice("P2", "1.2.8", 1, 200) });
  const fixed = { ...options, window: { low: -100, high: 155 } };
  const values = ({ pixels, count }: ImageSet) =>
    Array.from({ length: count }, (_, i) => Math.round(pixels[i * 16]! * 255)).sort((a, b) => a - b);
  const all = await readImageFolder(at, fixed);
  assert.deepEqual(values(all.images), [10, 20, 30, 40, 50, 200]);
  assert.deepEqual(all.images.window, { low: -100, high: 155, unit: "HU" });
  assert.deepEqual(values((await readImageFolder(at, { ...fixed, every: 2 })).images), [10, 30, 50, 200]);
  const few = await readImageFolder(at, { ...fixed, mostPerPatient: 2 });
  assert.deepEqual(values(few.images), [10, 30, 200]);
  assert.deepEqual(
    Object.keys(few.report.dropped).filter((tag) => tag === "00100020"),
    ["00100020"],
  );
  await assert.rejects(readImageFolder(at, { ...fixed, plane: "coronal" }), { code: "E1007" });
});

test("pictures whose header warns of text are left out unless they are asked for", async () => {
  const at = await put("text", {
    "1.dcm": ctSlice("P1", "1.2.9", 1, 10),
    "2.dcm": ctSlice("P2", "1.2.8", 1, 20, { "00280301": text("CS", "YES") }),
  });
  const read = async (allowText: boolean) => (await readImageFolder(at, { ...options, allowText })).report;
  assert.deepEqual((await read(false)).leftOut, { "text may be burned in": 1 });
  assert.equal((await read(true)).images, 2);
});

test("a NIfTI volume gives its slices in the plane asked for, top row first; compressed or not", async () => {
  const picture = (n: number) => Uint8Array.from({ length: 16 }, (_, i) => 16 * n + i);
  const stack = niftiStack([picture(0), picture(1), picture(2)], { width: 4, height: 4 });
  const at = await put("nifti", {
    "one.nii": stack,
    "two.nii.gz": new Uint8Array(gzipSync(stack)),
    "labels.csv": "name,patient\none.nii,P1\ntwo.nii.gz,P2\n",
  });
  const { images, report } = await readImageFolder(at, { ...options, window: { low: 0, high: 255 } });
  assert.equal(images.count, 6);
  const first = Array.from(images.pixels.subarray(0, 16), (value) => Math.round(value * 255));
  // Its axes are known by no transform, so its x is taken to point to the right: the patient's left comes to the right.
  assert.deepEqual(first, [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
  assert.equal(report.warnings["orientation unknown"], 6);
  const broken = await put("cut", {
    "one.nii": stack.subarray(0, 380),
    "labels.csv": "name,patient\none.nii,P1\n",
  });
  await assert.rejects(readImageFolder(broken, options), { code: "E1007" });
});

test("a label table without names, or with one twice, is a coded error", async () => {
  for (const [table, code] of [
    ["file,label\n1.png,a\n", "E1001"],
    ["name,note\n1.png,a\n", "E1001"],
    ["name,label\n1.png,a\n1.png,b\n", "E1006"],
    ['name,label\n"1.png,a\n', "E1006"],
  ] as const) {
    const at = await put(`table-${code}-${table.length}`, { "1.png": grey(1), "labels.csv": table });
    await assert.rejects(readImageFolder(at, options), { code });
  }
});

test("synthetic images are written the same every time, and read back as they were, in PNG and DICOM", async () => {
  const images: ImageSet = {
    count: 3,
    width: 4,
    height: 4,
    channels: 1,
    pixels: Float32Array.from({ length: 48 }, (_, i) => i / 48),
    window: { low: -160, high: 240, unit: "HU" },
    classNames: ["lung, left", "none"],
    labels: Uint16Array.of(0, 1, 0),
    subjects: new Uint32Array(0),
  };
  const origin = { engine: "latent flow", guarantee: null };
  for (const format of ["png", "dicom"] as const) {
    const out = join(folder, `out-${format}`);
    const manifest = await writeImageFolder(images, out, { format, origin });
    const again = await writeImageFolder(images, join(folder, `again-${format}`), { format, origin });
    assert.deepEqual(manifest, again);
    assert.deepEqual(manifest.classes, { "lung, left": 2, none: 1 });
    const read = await readImageFolder(out, {
      ...options,
      window: { low: 0, high: 255 },
      patients: "file",
      allowText: true,
    });
    assert.deepEqual(read.images.classNames, images.classNames);
    const values = (set: ImageSet) =>
      Array.from(
        { length: 3 },
        (_, i) =>
          `${set.labels[i]} ${[...set.pixels.subarray(i * 16, i * 16 + 16)].map((value) => Math.round(value * 255)).join(" ")}`,
      ).sort();
    assert.deepEqual(values(read.images), values(images));
  }
  const name = (await readdir(join(folder, "out-png", "00-lung-left")))[0]!;
  const { text: words } = decodePng(await readFile(join(folder, "out-png", "00-lung-left", name)));
  assert.match(words.Description ?? "", /^Synthetic image \(latent flow\)/);
  await assert.rejects(
    writeImageFolder(
      { ...images, channels: 3, width: 4, height: 1, pixels: new Float32Array(36) },
      join(folder, "no"),
      { format: "nifti", origin },
    ),
    RangeError,
  );
});

test("de-identified files keep their pixels; heads, unknown places and text are refused and listed", async () => {
  const at = await put("real", {
    "Aino 1.dcm": ctSlice("Aino", "1.2.9", 1, 10),
    "again.dcm": ctSlice("Aino", "1.2.9", 1, 10),
    "head.dcm": ctSlice("Aino", "1.2.9", 2, 20, { "00180015": text("CS", "HEAD") }),
    "nowhere.dcm": ctSlice("Aino", "1.2.9", 3, 30, { "00180015": text("CS", "") }),
    "text.dcm": ctSlice("Aino", "1.2.9", 4, 40, { "00280301": text("CS", "YES") }),
    "notes.txt": "Aino",
    "unnamed.dcm": ctSlice("Aino", "1.2.9", 5, 50, { "00080018": text("UI", "") }),
  });
  const key = new Uint8Array(32).fill(7);
  const out = join(folder, "clean");
  const report = await deidentifyFolder(at, out, { key });
  assert.equal(report.written, 1);
  assert.deepEqual(
    report.refused.map(({ file }) => file),
    ["again.dcm", "head.dcm", "notes.txt", "nowhere.dcm", "text.dcm", "unnamed.dcm"],
  );
  const [name] = await readdir(out);
  const bytes = await readFile(join(out, name!));
  assert.ok(!bytes.includes("Aino"));
  const { images } = await readImageFolder(out, { ...options, window: { low: -100, high: 155 } });
  assert.equal(Math.round(images.pixels[0]! * 255), 10);
  await assert.rejects(deidentifyFolder(at, out, { key: key.subarray(1) }), RangeError);
  assert.equal((await deidentifyFolder(at, join(folder, "clean2"), { key, isNoHead: true })).written, 2);
});

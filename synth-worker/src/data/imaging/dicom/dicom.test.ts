import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deidentifyDicom } from "./deidentifyDicom.ts";
import { type DicomElements, readDicomFile } from "./dicomFile.ts";
import { dicomSlices } from "./dicomSlices.ts";
import { itemsOf, textOf } from "./elementValues.ts";
import { PIXEL_ATTRIBUTES } from "./pixelAttributes.ts";
import { pixelLayout } from "./pixelLayout.ts";
import { riskOf } from "./riskOf.ts";
import { rleSegments } from "./rleSegments.ts";
import { type CapturedImage, secondaryCapture } from "./secondaryCapture.ts";
import { storedValues } from "./storedValues.ts";
import { writeDicomFile } from "./writeDicomFile.ts";

const SAMPLES = new URL("../../../../../../shared/data/dicom_small/", import.meta.url);
const hasSamples = existsSync(SAMPLES);
const sample = async (name: string) =>
  readDicomFile(new Uint8Array(await readFile(new URL(name, SAMPLES))), name);

const captured: CapturedImage = {
  width: 3,
  height: 2,
  channels: 1,
  values: Uint8Array.of(0, 50, 100, 150, 200, 255),
  className: "axial",
  number: 7,
  set: "model and seed",
  derivation: "Synthetic image (latent flow)",
};
const text = (vr: string, ...Value: unknown[]) => ({ vr, Value });

/** A grey picture of 2 x 2 words of 16 bits as some device writes it; `change` alters its header. */
const picture = (change: DicomElements = {}): DicomElements => ({
  "00080016": text("UI", "1.2.840.10008.5.1.4.1.1.4"),
  "00080018": text("UI", "1.2.3.4"),
  "00080060": text("CS", "MR"),
  "00100010": text("PN", { Alphabetic: "Virtanen^Aino" }),
  "00100020": text("LO", "311299-123A"),
  "00180015": text("CS", "PROSTATE"),
  "0020000D": text("UI", "1.2.3"),
  "0020000E": text("UI", "1.2.3.9"),
  "00200032": text("DS", 0, 0, 12.5),
  "00200037": text("DS", 1, 0, 0, 0, 1, 0),
  "00280002": text("US", 1),
  "00280004": text("CS", "MONOCHROME2"),
  "00280010": text("US", 2),
  "00280011": text("US", 2),
  "00280100": text("US", 16),
  "00280101": text("US", 12),
  "00280102": text("US", 11),
  "00280103": text("US", 1),
  "00281052": text("DS", -10),
  "00281053": text("DS", 2),
  "7FE00010": text("OW", Uint8Array.of(1, 0, 0xff, 0x0f, 0, 0xf8, 0xff, 0x07).buffer),
  ...change,
});
const fileOf = (elements: DicomElements) => readDicomFile(writeDicomFile(elements), "made.dcm");

test("one picture in four encodings has the same values", { skip: !hasSamples }, async () => {
  const [plain, ...others] = await Promise.all(
    ["MR_small.dcm", "MR_small_RLE.dcm", "MR_small_bigendian.dcm"].map(sample),
  );
  const values = (file: Awaited<ReturnType<typeof sample>>) =>
    storedValues(file, pixelLayout(file, "it"), "it")[0]!;
  assert.equal(values(plain!).length, 64 * 64);
  assert.ok(new Set(values(plain!)).size > 100);
  for (const other of others) assert.deepEqual(values(other), values(plain!));
});

test("CT values are Hounsfield units: stored value times slope and intercept", {
  skip: !hasSamples,
}, async () => {
  const file = await sample("CT_small.dcm");
  const [slice] = dicomSlices(file, "CT_small.dcm");
  const [stored] = storedValues(file, pixelLayout(file, "it"), "it");
  assert.equal(slice!.unit, "HU");
  assert.equal(slice!.plane, "axial");
  assert.equal(slice!.image.values[0], stored![0]! - 1024);
});

test("objects without pixels, of one bit, or that are none are refused by name", {
  skip: !hasSamples,
}, async () => {
  for (const name of ["liver_1frame.dcm", "waveform_ecg.dcm"]) {
    const file = await sample(name);
    assert.throws(() => dicomSlices(file, name), { code: "E1006" });
  }
  await assert.rejects(sample("rtstruct.dcm"), { code: "E1006" });
});

test("bits above those stored are cut, the sign is kept, slope and intercept apply", () => {
  const [slice] = dicomSlices(fileOf(picture()), "it");
  assert.deepEqual(
    [...slice!.image.values],
    [1, -1, -2048, 2047].map((stored) => 2 * stored - 10),
  );
  assert.equal(slice!.position, 12.5);
});

test("an image is turned to the usual view: the patient's left at the right, the front at the top", () => {
  // Columns run to the patient's right, rows to the front.
  const [slice] = dicomSlices(fileOf(picture({ "00200037": text("DS", -1, 0, 0, 0, -1, 0) })), "it");
  assert.deepEqual(
    [...slice!.image.values],
    [2047, -2048, -1, 1].map((stored) => 2 * stored - 10),
  );
  const [sagittal] = dicomSlices(fileOf(picture({ "00200037": text("DS", 0, 1, 0, 0, 0, -1) })), "it");
  assert.equal(sagittal!.plane, "sagittal");
});

test("an enhanced object has geometry and meaning of each frame in its functional groups", () => {
  const frame = (z: number, intercept: number) => ({
    "00209113": text("SQ", { "00200032": text("DS", 0, 0, z) }),
    "00289145": text("SQ", { "00281052": text("DS", intercept), "00281053": text("DS", 1) }),
  });
  const elements = picture({
    "00280008": text("IS", 2),
    "52009229": text("SQ", {
      "00209116": text("SQ", { "00200037": text("DS", 1, 0, 0, 0, 1, 0) }),
      "00289110": text("SQ", { "00280030": text("DS", 2, 0.5) }),
    }),
    "52009230": text("SQ", frame(5, 100), frame(3, 200)),
    "7FE00010": text("OW", Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0).buffer),
  });
  const { "00200032": _, "00200037": __, ...rest } = elements;
  const slices = dicomSlices(fileOf(rest), "it");
  assert.deepEqual(
    slices.map(({ image, position }) => [image.values[0], position]),
    [
      [101, 5],
      [205, 3],
    ],
  );
  assert.deepEqual(slices[0]!.image.pixelSize, [0.5, 2]);
});

test("RLE: runs, literals and padding give the planes; what is cut or too long is refused", () => {
  const segment = [2, 10, 20, 30, 254, 7, 128];
  const frame = new Uint8Array(64 + segment.length);
  new DataView(frame.buffer).setUint32(0, 1, true);
  new DataView(frame.buffer).setUint32(4, 64, true);
  frame.set(segment, 64);
  assert.deepEqual([...rleSegments(frame, 6)[0]!], [10, 20, 30, 7, 7, 7]);
  assert.throws(() => rleSegments(frame, 7), RangeError);
  assert.throws(() => rleSegments(frame, 5), RangeError);
  assert.throws(() => rleSegments(frame.subarray(0, 40), 6), RangeError);
});

test("a synthetic picture is a Secondary Capture that says what it is, with UIDs of its own", () => {
  const file = readDicomFile(secondaryCapture(captured), "synthetic.dcm");
  const { elements } = file;
  for (const [tag, value] of [
    ["00080016", "1.2.840.10008.5.1.4.1.1.7"],
    ["0008001C", "YES"],
    ["00080064", "SYN"],
    ["00080008", "DERIVED"],
    ["00120062", "YES"],
    ["00280301", "NO"],
  ] as const)
    assert.equal(textOf(elements, tag), value);
  assert.deepEqual([...storedValues(file, pixelLayout(file, "it"), "it")[0]!], [...captured.values]);
  const uid = (image: CapturedImage) =>
    textOf(readDicomFile(secondaryCapture(image), "it").elements, "00080018");
  assert.match(uid(captured), /^2\.25\.\d{30,39}$/);
  assert.equal(uid(captured), uid({ ...captured }));
  assert.equal(
    new Set([captured, { ...captured, number: 8 }, { ...captured, set: "other" }].map(uid)).size,
    3,
  );
});

test("no word of a header but those on the list outlives de-identification", () => {
  const secret = (tag: string, vr: string) => [tag, text(vr, "Aino 1999-12-31")] as const;
  const elements = picture({
    ...Object.fromEntries([
      secret("00081030", "LO"),
      secret("00102160", "SH"),
      secret("00104000", "LT"),
      secret("00204000", "LT"),
      secret("00091001", "LO"),
      secret("00400275", "SH"),
    ]),
    "00080020": text("DA", "19991231"),
    "00081140": text("SQ", { "00081155": text("UI", "1.2.3.4.5") }),
    "52009229": text("SQ", {
      "00209111": text("SQ", { "00189074": text("DT", "19991231120000") }),
      "00289110": text("SQ", { "00280030": text("DS", 2, 0.5), "00204000": text("LT", "Aino") }),
    }),
  });
  const clean = deidentifyDicom(fileOf(elements), new Uint8Array(32));
  const words = JSON.stringify(clean);
  for (const word of ["Aino", "Virtanen", "311299", "1999", "1.2.3"])
    assert.ok(!words.includes(`${word}`), word);
  const added =
    /^(0008001[68]|00080020|00080030|00080050|00080090|001000[1-4]0|0012006[234]|0020000[DE]|00200052|00200010|00280303|5200923?29?)/;
  for (const tag of Object.keys(clean)) assert.ok(PIXEL_ATTRIBUTES.has(tag) || added.test(tag), tag);
  const [measures] = itemsOf(itemsOf(clean, "52009229")[0]!, "00289110");
  assert.deepEqual(Object.keys(measures!), ["00280030"]);
  assert.ok(readDicomFile(writeDicomFile(clean), "it").elements["7FE00010"]);
});

test("one key keeps a patient's series together; another key leads to other pseudonyms", () => {
  const clean = (key: number, change: DicomElements = {}) =>
    deidentifyDicom(fileOf(picture(change)), new Uint8Array(32).fill(key));
  const second = { "00080018": text("UI", "1.2.3.5") };
  assert.equal(textOf(clean(1), "0020000E"), textOf(clean(1, second), "0020000E"));
  assert.notEqual(textOf(clean(1), "00080018"), textOf(clean(1, second), "00080018"));
  for (const tag of ["00100020", "0020000E"]) assert.notEqual(textOf(clean(1), tag), textOf(clean(2), tag));
  assert.throws(() => deidentifyDicom(fileOf(picture()), new Uint8Array(16)), RangeError);
});

test("text in pixels, overlays and heads are warned of by header; the prostate is not", () => {
  assert.deepEqual(riskOf(picture()), []);
  assert.deepEqual(riskOf(picture({ "00080060": text("CS", "US") })), ["burned-in text"]);
  assert.deepEqual(riskOf(picture({ "00080060": text("CS", "US"), "00280301": text("CS", "NO") })), []);
  assert.deepEqual(riskOf(picture({ "60003000": text("OW", new ArrayBuffer(2)) })), ["overlay"]);
  assert.deepEqual(riskOf(picture({ "00180015": text("CS", "HEAD") })), ["head"]);
  assert.deepEqual(riskOf(picture({ "0008103E": text("LO", "T1 brain axial") })), ["head"]);
  assert.deepEqual(riskOf(picture({ "00180015": text("CS", "") })), ["place unknown"]);
});

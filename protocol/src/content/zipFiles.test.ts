import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SymbolonError } from "../errors/SymbolonError.ts";
import { unzipFiles } from "./unzipFiles.ts";
import { zipFiles } from "./zipFiles.ts";

const text = (value: string) => new TextEncoder().encode(value);
const files = [
  { name: "patients.csv", bytes: text("person_id\n1\n") },
  { name: "omop/person.csv", bytes: text("person_id\n1\n".repeat(100)) },
];
const isRefused = (error: unknown) => error instanceof SymbolonError && error.code === "E1006";

describe("archives", () => {
  it("give back the files in their sequence, and the same bytes in every time zone", () => {
    const zone = process.env.TZ;
    const made = ["Pacific/Kiritimati", "America/Anchorage"].map((name) => {
      process.env.TZ = name;
      return Buffer.from(zipFiles(files)).toString("hex");
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    assert.equal(made[0], made[1]);
    assert.deepEqual(
      unzipFiles(zipFiles(files), "archive").map(({ name, bytes }) => [
        name,
        new TextDecoder().decode(bytes),
      ]),
      files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]),
    );
  });

  it("refuse names that leave the archive or come twice", () => {
    for (const name of ["", "/etc/passwd", "a/../../b", "patients.csv"])
      assert.throws(() => zipFiles([...files, { name, bytes: text("") }]), RangeError, name);
  });

  it("are not unpacked when they are none, are cut off, or claim to hold too much", () => {
    const whole = zipFiles(files);
    assert.throws(() => unzipFiles(text("patients"), "archive"), isRefused);
    assert.throws(() => unzipFiles(whole.slice(0, whole.length - 30), "archive"), isRefused);
    // The unpacked size of the first file in the central directory: 4 bytes at 24 of its header (APPNOTE 4.3.12).
    const view = new DataView(whole.buffer.slice(0));
    const central = Buffer.from(view.buffer).indexOf(Buffer.from("PK\x01\x02", "latin1"));
    view.setUint32(central + 24, 0x7f_ff_ff_ff, true);
    assert.throws(() => unzipFiles(new Uint8Array(view.buffer), "archive"), isRefused);
  });

  it("are not unpacked when they name a file outside themselves", () => {
    const bytes = Buffer.from(zipFiles([{ name: "aa/bb.csv", bytes: text("x") }]));
    for (let at = bytes.indexOf("aa/bb"); at >= 0; at = bytes.indexOf("aa/bb", at)) bytes.write("../bb", at);
    assert.throws(() => unzipFiles(new Uint8Array(bytes), "archive"), isRefused);
  });
});

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
    for (const name of [
      "",
      "/etc/passwd",
      "a/../../b",
      "..\\b",
      "C:b",
      "a//b",
      "a/",
      "./b",
      "a\nb",
      "patients.csv",
    ])
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

  it("are not unpacked when they name a file outside themselves, or one that would be lost", () => {
    for (const name of ["../bbbbbb", "..\\bbbbbb", "C:bbbbbbb", "__proto__"]) {
      const bytes = Buffer.from(zipFiles([{ name: "aaaaaaaaa", bytes: text("x") }]));
      for (let at = bytes.indexOf("aaaaaaaaa"); at >= 0; at = bytes.indexOf("aaaaaaaaa", at))
        bytes.write(name, at);
      assert.throws(() => unzipFiles(new Uint8Array(bytes), "archive"), isRefused, name);
    }
  });

  it("are not unpacked when files share their bytes, or are longer than they say", () => {
    const stored = zipFiles([{ name: "aa.csv", bytes: new Uint8Array(1000) }], { level: 0 });
    const end = stored.length - 22;
    const central = new DataView(stored.buffer).getUint32(end + 16, true);
    /** The same 1,000 bytes under so many names; each says that it holds `size`. */
    const archive = (names: readonly string[], size: number) => {
      const entries = names.map((name) => {
        const entry = Buffer.from(stored.subarray(central, end));
        entry.writeUInt32LE(size, 24);
        entry.write(name, 46);
        return entry;
      });
      const tail = Buffer.from(stored.subarray(end));
      tail.writeUInt16LE(names.length, 8);
      tail.writeUInt16LE(names.length, 10);
      return new Uint8Array(Buffer.concat([stored.subarray(0, central), ...entries, tail]));
    };
    assert.equal(unzipFiles(archive(["aa.csv"], 1000), "archive")[0]!.bytes.length, 1000);
    assert.throws(() => unzipFiles(archive(["aa.csv"], 0), "archive"), isRefused);
    assert.throws(() => unzipFiles(archive(["aa.csv", "bb.csv"], 1000), "archive"), isRefused);
  });

  it("are left at the first fault, however many files they say they have", () => {
    const bytes = Buffer.from(zipFiles([{ name: "aa.csv", bytes: text("x") }]));
    // 2^32 - 1 files by the ZIP64 end record (APPNOTE 4.3.14): going through them would take minutes.
    const end = bytes.length - 22;
    const wide = Buffer.alloc(56);
    wide.write("PK\x06\x06", "latin1");
    wide.writeUInt32LE(0xff_ff_ff_ff, 32);
    wide.writeUInt32LE(bytes.readUInt32LE(end + 16), 48);
    const locator = Buffer.alloc(20);
    locator.write("PK\x06\x07", "latin1");
    locator.writeUInt32LE(end, 8);
    const whole = Buffer.concat([bytes.subarray(0, end), wide, locator, bytes.subarray(end)]);
    assert.throws(() => unzipFiles(new Uint8Array(whole), "archive"), isRefused);
  });
});

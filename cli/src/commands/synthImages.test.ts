import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readImageFolder, writeImageFolder } from "@symbolon/synth-worker/images";
import { images } from "./images.ts";
import { synthImages } from "./synthImages.ts";

/** Two kinds of 8 x 8 pictures: dark with a bright left or right half, each a little different. */
const COUNT = 120;
let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-synth-images-"));
  const pixels = Float32Array.from({ length: COUNT * 64 }, (_, i) => {
    const [image, x] = [Math.floor(i / 64), i % 8];
    const isBright = x < 4 === (image % 2 === 0);
    return (isBright ? 0.8 : 0.1) + 0.001 * (image % 50);
  });
  const real = {
    count: COUNT,
    width: 8,
    height: 8,
    channels: 1 as const,
    pixels,
    window: { low: 0, high: 1, unit: "1" },
    classNames: ["left", "right"],
    labels: Uint16Array.from({ length: COUNT }, (_, i) => i % 2),
    subjects: new Uint32Array(0),
  };
  await writeImageFolder(real, join(folder, "real"), { format: "png", origin: { engine: "made up" } });
});
after(() => rm(folder, { recursive: true, force: true }));

/** Runs a command with its standard output kept. */
async function run(command: (argv: string[]) => Promise<number>, ...argv: string[]) {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(line);
  try {
    return { code: await command(argv), text: lines.join("\n") };
  } finally {
    console.log = log;
  }
}
const gathered = async () =>
  (
    await readImageFolder(join(folder, "real"), {
      size: 8,
      window: "own",
      patients: "file",
      mostPerPatient: 1,
    })
  ).images;
const real = () => [join(folder, "real"), "--patients", "file", "--size", "8", "--most-per-patient", "1"];
const budget = ["--engine", "private", "--epsilon", "10", "--delta", "1e-5"];

test("private images: as many of each class, marked with their guarantee, and like their class", async () => {
  const out = join(folder, "private");
  const args = [
    ...real(),
    ...budget,
    "--classes",
    "left,right",
    "--count",
    "20",
    "-o",
    out,
    "--quiet",
    "--json",
  ];
  const { code, text } = await run(synthImages, ...args);
  assert.equal(code, 0);
  const told = JSON.parse(text);
  assert.deepEqual(told.classes, { left: 10, right: 10 });
  assert.equal(told.figures, null);
  const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
  assert.equal(manifest.synthetic, true);
  assert.match(manifest.origin.guarantee, /epsilon 10, delta 0.00001, unit patient/);
  assert.equal(manifest.origin.seed, undefined);
  const read = await run(images, "check", out, "--patients", "file", "--size", "8", "--window", "0,255");
  assert.deepEqual(JSON.parse(read.text).perClass, { left: 10, right: 10 });
});

test("a private order without public classes, a budget or a size that is served is refused, and nothing is written", async () => {
  const out = join(folder, "refused");
  const classes = ["--classes", "left,right"];
  for (const [args, reason] of [
    [[...real(), ...budget], /--classes/],
    [[...real(), "--engine", "private", ...classes], /--epsilon/],
    [[...real(), ...budget, ...classes, "--sheet", "s.png"], /--sheet/],
    [[...real(), ...budget, ...classes, "--morph"], /--morph/],
    [[join(folder, "real"), ...budget, ...classes, "--patients", "file", "--size", "12"], /multiples? of 8/],
    [[...real(), "--engine", "gan"], /--engine/],
    [[...real(), "--format", "gif"], /--format/],
    [[...real(), "--window", "5,1"], /--window/],
    [[...real(), "--window", "0,1,HU,3"], /--window/],
    [[...real(), "--colour"], /--colour/],
    [[...real(), "--checkpoint", join(folder, "kept")], /--seed/],
    [[...real(), "--patches", "0,2"], /--patches/],
  ] as const)
    await assert.rejects(
      run(synthImages, ...args, "-o", out, "--quiet"),
      (error: Error & { code: string }) => {
        assert.equal(error.code, "E1006");
        assert.match(error.message, reason);
        return true;
      },
    );
  await assert.rejects(readFile(join(out, "manifest.json")), { code: "ENOENT" });
});

test("one patient's picture in colour changes nothing of a private release's shape: channels are said beforehand", async () => {
  const mixed = join(folder, "mixed");
  await cp(join(folder, "real"), mixed, { recursive: true });
  const pixels = new Float32Array(64 * 3).map((_, i) => (i % 3) / 2);
  const one = { ...(await gathered()), count: 1, channels: 3 as const, pixels, labels: Uint16Array.of(0) };
  await writeImageFolder(one, join(folder, "red"), { format: "png", origin: { engine: "made up" } });
  await cp(join(folder, "red", "00-left", "000001.png"), join(mixed, "00-left", "000001.png"));
  const args = [mixed, "--patients", "file", "--size", "8", "--most-per-patient", "1", ...budget];
  const classes = ["--classes", "left,right", "--count", "2", "--window", "0,255,HU"];
  const shapeOf = async (out: string, ...more: string[]) => {
    assert.equal(
      (await run(synthImages, ...args, ...classes, ...more, "-o", join(folder, out), "--quiet", "--json"))
        .code,
      0,
    );
    const { channels, window } = JSON.parse(await readFile(join(folder, out, "manifest.json"), "utf8"));
    return { channels, unit: window.unit };
  };
  assert.deepEqual(await shapeOf("grey"), { channels: 1, unit: "HU" });
  assert.deepEqual(await shapeOf("coloured", "--colour"), { channels: 3, unit: "HU" });
});

test("pictures of too few patients are refused by the engine that needs others to be held out", async () => {
  const args = [
    join(folder, "real"),
    "--patients",
    "folder",
    "--size",
    "8",
    "-o",
    join(folder, "few"),
    "--quiet",
  ];
  await assert.rejects(run(synthImages, ...args), { code: "E1006", message: /2 patients, 5 are needed/ });
});

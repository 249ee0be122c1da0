import assert from "node:assert/strict";
import { test } from "node:test";
import { type Hex, SymbolonError, toHex } from "@symbolon/protocol";
import { agreeKeys } from "../../mpc/rss/keys/agreeKeys.ts";
import { startParty } from "../../mpc/rss/startParty.ts";
import { frameOf } from "../../mpc/rss/test-support/frameOf.ts";
import type { Tap } from "../../mpc/rss/test-support/memoryNetwork.ts";
import { testNodes } from "../../net/test-support/testNodes.ts";
import { gaussianCost } from "../../privacy/gaussianCost.ts";
import { picoRho } from "../../privacy/picoRho.ts";
import { rhoMicroFor } from "../../privacy/rhoMicroFor.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import type { Journal } from "../journal.ts";
import { mergeJournals } from "../mergeJournals.ts";
import { JOB } from "../test-support/dealTables.ts";
import { checkPartsDocument } from "./checkPartsDocument.ts";
import { hospitalOpener } from "./hospitalOpener.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import { partPrice } from "./partPrice.ts";
import { partsDocumentOf } from "./partsDocumentOf.ts";
import type { PartsOpener } from "./partsOpener.ts";
import { planParts } from "./planParts.ts";
import { replayOpener } from "./replayOpener.ts";
import type { PartsHooks, PartsResult } from "./runParts.ts";
import { shareParts } from "./shareParts.ts";
import { settleParts } from "./test-support/settleParts.ts";

const SUBJECT: Hex = `0x${"5b".repeat(32)}`;
const NODES = [1, 2, 3].map((n): Hex => `0x${String(n).repeat(40)}`);
const plan = planParts({
  orderId: "9",
  subject: SUBJECT,
  datasetIds: ["1", "2", "3"],
  epsilon: 2,
  delta: 1e-5,
  rhoMicro: 10_000_000n,
  mostPatients: 100,
});
/** Counts in units: a patient moves a table by 6, and there are two of them. */
const counts: MeasuredPart = {
  what: "2 counts",
  cells: 70,
  squaredSensitivity: 72n,
  most: 6,
  signed: false,
  sigma: { num: 40n, den: 1n },
};
/** Sums with signs, as of embeddings; fine noise. */
const sums: MeasuredPart = {
  what: "sums",
  cells: 300,
  squaredSensitivity: 1n << 40n,
  most: 2 ** 20,
  signed: true,
  sigma: { num: 7n << 20n, den: 1n },
};
const last: MeasuredPart = { ...counts, what: "1 counts", cells: 3, squaredSensitivity: 36n };

/** Hospital h's vector of a part: the same in every run. */
const vectorOf = (part: MeasuredPart, h: number) =>
  Float64Array.from({ length: part.cells }, (_, cell) =>
    part.signed ? (cell - 150) * (h + 1) * 1000 : (cell * (h + 2)) % 600,
  );
const exactOf = (part: MeasuredPart, hospitals: readonly number[] = [0, 1, 2]) =>
  Float64Array.from({ length: part.cells }, (_, cell) =>
    hospitals.reduce((sum, h) => sum + vectorOf(part, h)[cell]!, 0),
  );

/** Two looks; what the second asks for depends on what the first told, as a program may. */
async function program(opener: PartsOpener, hospital: number | null): Promise<readonly Float64Array[]> {
  const ask = (parts: readonly MeasuredPart[]) =>
    opener.open(parts, () => {
      assert.notEqual(hospital, null, "a node was asked for records");
      return Promise.resolve(parts.map((part) => vectorOf(part, hospital!)));
    });
  const [first, second] = await ask([counts, sums]);
  const [third] = await ask([{ ...last, cells: first![0]! > 1e9 ? 4 : 3 }]);
  return [first!, second!, third!];
}

type Run = Awaited<ReturnType<typeof settleParts<readonly Float64Array[]>>>;

function succeed(run: Run): readonly PartsResult<readonly Float64Array[]>[] {
  return run.outcomes.map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

function codes(run: Run): unknown[] {
  return run.outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "result"));
}

const document = ([first, ...others]: readonly PartsResult<unknown>[]) =>
  partsDocumentOf(plan, first!, {
    chainId: 31337,
    nodes: NODES,
    transcripts: [first!, ...others].map(({ transcripts }) => transcripts),
  });

test("three hospitals, malicious mode: all nodes and hospitals get the same sums, exact values and noise of the spread that was paid for", async () => {
  const run = await settleParts(plan, program, { mode: "malicious" });
  const results = succeed(run);
  for (const { value } of results.slice(1)) assert.deepEqual(value, results[0]!.value);
  for (const hospital of run.hospitals) {
    assert.ok(hospital.status === "fulfilled");
    assert.deepEqual(hospital.value, results[0]!.value);
  }
  for (const [i, part] of [counts, sums, last].entries()) {
    const exact = exactOf(part);
    const noise = results[0]!.value[i]!.map((sum, cell) => sum - exact[cell]!);
    const sigma = Number(part.sigma.num);
    assert.equal(noise.length, part.cells);
    if (part === last) continue;
    // The mean square of n normal numbers has deviation sqrt(2 / n): five of them, false alarm below 1e-6 each.
    const ratio = noise.reduce((all, x) => all + (x / sigma) ** 2, 0) / noise.length;
    assert.ok(Math.abs(ratio - 1) < 5 * Math.sqrt(2 / noise.length), `${part.what}: ${ratio}`);
    // The test can fail: noise of half, or one and a half times, the size that was paid for.
    for (const wrong of part === sums ? [0.5, 1.5] : [])
      assert.ok(Math.abs(ratio / wrong ** 2 - 1) > 5 * Math.sqrt(2 / noise.length));
  }
  assert.deepEqual(
    run.ledgers[0],
    [counts, sums, last].map((part) => partPrice(plan, part)),
  );
  assert.deepEqual(run.ledgers[2], run.ledgers[0]);
  const price = picoRho(gaussianCost(72n, { num: 40n, den: 1n })).toString();
  assert.equal(run.ledgers[0]![0]!.picoRho, price);
});

test("the openings' document checks, makes the same model again, and shows every change", async () => {
  const results = succeed(await settleParts(plan, program));
  const told = document(results);
  assert.equal(told.security, "semi-honest");
  assert.equal(told.guarantee, false);
  const checked = checkPartsDocument(JSON.parse(JSON.stringify(told)));
  assert.ok(
    checked.checks.every(({ ok }) => ok),
    JSON.stringify(checked.checks),
  );
  const again = replayOpener(checked.plan, checked);
  assert.deepEqual(await program(again, null), results[0]!.value);
  assert.ok(again.isSpent());
  const changed = (change: (copy: typeof told) => void) => {
    const copy = structuredClone(told);
    change(copy);
    return copy;
  };
  for (const change of [
    { sigma: { num: "0", den: "1" } },
    { sigma: { num: "1", den: "0" } },
    { sigma: { num: "1", den: `1${"0".repeat(5000)}` } },
    { most: 2 ** 52 },
  ])
    assert.throws(
      () => checkPartsDocument(changed((copy) => Object.assign(copy.openings[0]!.part!, change))),
      { code: "E1006" },
      JSON.stringify(change).slice(0, 60),
    );
  assert.throws(() => checkPartsDocument({ ...told, delta: 2 }), { code: "E1006" });
  const failed = (change: (copy: typeof told) => void) => {
    const copy = changed(change);
    return checkPartsDocument(copy).checks.flatMap(({ name, ok }) => (ok ? [] : [name]));
  };
  assert.deepEqual(
    failed((copy) => {
      copy.openings[1]!.part!.numbers[4]! += 1;
    }),
    ["chain"],
  );
  assert.deepEqual(
    failed((copy) => {
      copy.openings[2]!.part!.inputs = `0x${"0".repeat(64)}`;
    }),
    ["chain"],
  );
  assert.deepEqual(
    failed((copy) => {
      copy.openings[0]!.picoRho = "1";
    }),
    ["prices", "chain"],
  );
  assert.deepEqual(
    failed((copy) => {
      copy.openings[0]!.part!.squaredSensitivity = "1";
    }),
    ["prices", "chain"],
  );
  assert.deepEqual(
    failed((copy) => {
      copy.rhoMicro = "10";
    }),
    ["budget"],
  );
  const other = replayOpener(checked.plan, checked);
  await assert.rejects(
    other.open([last], () => Promise.resolve([])),
    { code: "E1006" },
  );
});

test("a flipped bit in any message of a node stops all three before anything more is opened, and what was charged stays charged", async () => {
  const kinds: string[] = [];
  await settleParts(plan, program, {
    mode: "malicious",
    tap({ from, bytes }) {
      if (from === 1) kinds.push(frameOf(bytes).kind);
      return undefined;
    },
  });
  for (const kind of ["and", "open", "triple"]) {
    const places = [...kinds.keys()].filter((i) => kinds[i] === kind);
    for (const part of [0.1, 0.9]) {
      const target = places[Math.floor(part * places.length)]!;
      let sent = 0;
      let toldAfter = -1;
      const tap: Tap = ({ from, bytes }) => {
        if (from !== 1 || sent++ !== target) return undefined;
        toldAfter = 0;
        const flipped = bytes.slice();
        flipped[flipped.length - 1]! ^= 4;
        return [flipped];
      };
      const run = await settleParts(plan, program, {
        mode: "malicious",
        tap,
        hooks: () => ({
          opened: () => {
            if (toldAfter >= 0) toldAfter++;
          },
        }),
      });
      assert.deepEqual(codes(run), ["E4020", "E4020", "E4020"], `${kind} ${part}`);
      // Nobody charged more than one opening that did not come about.
      const charged = run.ledgers.map(({ length }) => length);
      assert.ok(Math.max(...charged) - Math.min(...charged) <= 1);
      // An opening whose values one node has right is told at that node; none follows it.
      assert.ok(toldAfter <= (kind === "open" ? 2 : 0), `${kind} ${part}: ${toldAfter}`);
    }
  }
});

test("the whole budget is charged before the first opening, and each part before its own", async () => {
  const events: string[] = [];
  const hooks = (node: number): Partial<PartsHooks> =>
    node !== 0
      ? {}
      : {
          frozen: ({ accepted }) => {
            events.push(`frozen ${accepted}`);
          },
          charge: ({ what }) => {
            events.push(`charge ${what}`);
          },
          opened: ({ index }) => {
            events.push(`opened ${index}`);
          },
        };
  await settleParts(plan, program, { hooks });
  assert.deepEqual(events, [
    "frozen 1,2,3",
    "charge 2 counts",
    "opened 0",
    "charge sums",
    "opened 1",
    "charge 1 counts",
    "opened 2",
  ]);
  // Without the charge nothing is opened: no party sends an opening of values, only the bits that say which candidates are taken could come
  // before.
  let opens = 0;
  const refused = await settleParts(plan, program, {
    tap: ({ bytes }) => {
      if (frameOf(bytes).kind === "open") opens++;
      return undefined;
    },
    hooks: () => ({
      frozen: () => {
        throw new SymbolonError("E4008", { orderId: "9", state: "CLAIMED" });
      },
    }),
  });
  assert.ok(codes(refused).every((code) => code === "E4008" || code === "E4020"));
  assert.equal(opens, 0);
  assert.deepEqual(refused.ledgers, [[], [], []]);
});

test("beside the parts nothing is opened but which candidates for noise were taken", async () => {
  const words: number[] = [];
  await settleParts(plan, program, {
    tap: ({ from, bytes }) => {
      const { kind, payload } = frameOf(bytes);
      if (from === 0 && kind === "open") words.push(payload.length / 4);
      return undefined;
    },
  });
  // Two looks with one batch of candidates each, and three parts.
  assert.equal(words.length, 5);
  const lanes = (cells: number) => Math.ceil((cells / 0.74 + 3 * Math.sqrt(cells) + 8) / 32);
  assert.equal(words[0], lanes(70) + lanes(300));
  assert.equal(words[3], lanes(3));
});

test("a budget that does not cover a look stops the job before it, with what was opened before paid", async () => {
  const tight = planParts({ ...plan.order, rhoMicro: 30_000n });
  const run = await settleParts(tight, program);
  for (const code of codes(run)) assert.ok(code === "E3009" || code === "E4020");
  assert.deepEqual(
    run.ledgers[0]!.map(({ what }) => what),
    ["2 counts"],
  );
  assert.equal(plan.rhoMicro, rhoMicroFor(2, 0.99e-5));
  for (const order of [{ rhoMicro: 0n }, { datasetIds: ["1", "1"] }, { mostPatients: 0 }, { datasetIds: [] }])
    assert.throws(() => planParts({ ...plan.order, ...order }), { code: "E1006" });
});

test("a hospital whose shares do not fit is left out of the first look and named; in a later look the job stops", async () => {
  for (const wrong of ["changed", "none"]) {
    const run = await settleParts(plan, program, {
      change({ hospital, dealing }) {
        if (hospital !== 1) return dealing;
        if (wrong === "none") return null;
        const packages = dealing.packages.map((bytes, node) =>
          node === 2 ? bytes.map((byte, i) => (i === 99 ? byte ^ 1 : byte)) : bytes,
        );
        return { ...dealing, packages };
      },
    });
    const [first] = succeed(run);
    assert.deepEqual(first!.inputs.accepted, ["1", "3"]);
    assert.equal(first!.inputs.refused[0]!.datasetId, "2");
    const exact = exactOf(counts, [0, 2]);
    // Eight deviations: by chance not in 1e-13 cases.
    assert.ok(first!.value[0]!.every((sum, cell) => Math.abs(sum - exact[cell]!) < 8 * 40));
  }
  const run = await settleParts(plan, program, {
    change: ({ look, hospital, dealing }) => (look === 1 && hospital === 0 ? null : dealing),
  });
  assert.deepEqual(codes(run), ["E4020", "E4020", "E4020"]);
  assert.deepEqual(
    run.ledgers[1]!.map(({ what }) => what),
    ["2 counts", "sums"],
  );
});

test("a hospital goes on only with what all three nodes tell alike", async () => {
  const sums = Float64Array.from({ length: last.cells }, (_, cell) => 10 * cell);
  const open = (answers: readonly (readonly Float64Array[])[]) =>
    hospitalOpener(
      plan,
      { job: JOB, datasetId: "1", entropy: seededEntropy(1), guarantee: false },
      { send: () => undefined, opened: () => Promise.resolve(answers) },
    ).open([last], () => Promise.resolve([vectorOf(last, 0)]));
  assert.deepEqual(await open([[sums], [sums], [sums]]), [sums]);
  const other = sums.map((sum, cell) => (cell === 2 ? sum + 1 : sum));
  for (const answers of [
    [[sums], [sums], [other]],
    [[sums], [sums]],
    [[sums], [sums], []],
    [[sums.slice(1)], [sums.slice(1)], [sums.slice(1)]],
    [0, 1, 2].map(() => [sums.map(() => Number.NaN)]),
  ])
    await assert.rejects(open(answers), { code: "E4020" });
});

test("shares are bound to the look and its parts, and vectors that no number of patients has are not shared", () => {
  const deal = (vector: Float64Array, part: MeasuredPart = counts) =>
    shareParts({
      plan,
      job: JOB,
      datasetId: "1",
      look: 0,
      parts: [part],
      vectors: [vector],
      entropy: seededEntropy(1),
    });
  const own = vectorOf(counts, 0);
  assert.notDeepEqual(deal(own).commitments, deal(own, { ...counts, what: "others" }).commitments);
  assert.throws(() => deal(own.slice(1)), RangeError);
  assert.throws(() => deal(own.map((x, i) => (i === 3 ? 601 : x))), RangeError);
  assert.throws(() => deal(own.map((x, i) => (i === 3 ? -1 : x))), RangeError);
  assert.throws(() => deal(own.map((x, i) => (i === 3 ? 0.5 : x))), RangeError);
  assert.doesNotThrow(() => deal(own.map((x, i) => (i === 3 ? 600 : x))));
});

test("an attempt that broke off goes on with what all nodes have of it; a charge whose opening is in doubt stays paid", async () => {
  for (const broken of [0, 1]) {
    const kept: Journal[] = [0, 1, 2].map(() => ({ steps: [] }));
    const attempt = (fails: boolean, start: Journal) =>
      settleParts(plan, program, {
        seed: fails ? 1 : 2,
        journalOf: () => start,
        hooks: (node) => ({
          frozen: (inputs) => {
            kept[node]!.inputs = inputs;
          },
          charge: (_, step) => {
            kept[node]!.steps[step.index] = step;
            if (fails && node === 2 && step.index === broken) throw new Error("the machine is gone");
          },
          opened: (step) => {
            kept[node]!.steps[step.index] = step;
          },
        }),
      });
    const first = await attempt(true, { steps: [] });
    assert.ok(codes(first).every((code) => code !== "result"));
    const merged = mergeJournals(
      "9",
      kept.map((journal, node) => ({ node, journal: structuredClone(journal) })),
    );
    const told = [counts, sums, last].map(({ what }) => [what, true]);
    const lost = merged.steps.slice(broken).map(({ entry }) => [entry.what, false]);
    assert.deepEqual(
      merged.steps.map(({ opened }) => opened !== null),
      [...told.slice(0, broken).map(() => true), ...lost.map(() => false)],
    );
    assert.ok(lost.length >= 1);
    const results = succeed(await attempt(false, merged));
    const { opened } = results[0]!;
    assert.deepEqual(
      opened.map(({ entry, opening }) => [entry.what, opening !== null]),
      [...told.slice(0, broken), ...lost, ...told.slice(broken)],
    );
    const before = merged.steps.flatMap((step) =>
      step.opened?.kind === "table" ? [step.opened.counts] : [],
    );
    assert.deepEqual(
      opened.slice(0, broken).map(({ opening }) => opening?.numbers),
      before,
    );
    const checked = checkPartsDocument(document(results));
    assert.ok(
      checked.checks.every(({ ok }) => ok),
      JSON.stringify(checked.checks),
    );
    assert.deepEqual(await program(replayOpener(checked.plan, checked), null), results[0]!.value);
  }
});

test("over mutual TLS between three nodes, with keys that they agree on: the same job", async () => {
  const world = await testNodes();
  try {
    const session = new Uint8Array(32).fill(7);
    const run = await settleParts(plan, program, {
      parties: (node) =>
        Promise.allSettled(
          ([0, 1, 2] as const).map(async (index) => {
            const links = await world.open(index, session);
            const agreed = await agreeKeys({ orderId: "7", job: session, index, links }, cryptoEntropy());
            return await node(startParty({ index, orderId: "7", mode: "malicious", links, ...agreed }));
          }),
        ),
    });
    const results = succeed(run);
    assert.deepEqual(results[1]!.value, results[0]!.value);
    assert.equal(document(results).links.length, 3);
    assert.equal(toHex(results[0]!.transcripts.next), toHex(results[1]!.transcripts.previous));
    const exact = exactOf(counts);
    assert.ok(results[0]!.value[0]!.every((sum, cell) => Math.abs(sum - exact[cell]!) < 8 * 40));
  } finally {
    await world.stop();
  }
});

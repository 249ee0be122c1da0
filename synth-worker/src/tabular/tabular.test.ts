import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { keystream } from "../random/keystream.ts";
import { allocate } from "./allocate.ts";
import type { Measurement } from "./checkMeasurement.ts";
import { cliqueLayout } from "./cliqueLayout.ts";
import { coupledConditional } from "./coupledConditional.ts";
import { dequantise } from "./dequantise.ts";
import { domainOf } from "./domain.ts";
import { estimateMarginals } from "./estimateMarginals.ts";
import { fitPairTable } from "./fitPairTable.ts";
import { fitTree } from "./fitTree.ts";
import { mutualInformation } from "./mutualInformation.ts";
import { projectToSimplex } from "./projectToSimplex.ts";
import { sampleRows } from "./sampleRows.ts";
import { spanningForest } from "./spanningForest.ts";
import { toCsv } from "./toCsv.ts";

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const isE1006 = (error: unknown) => error instanceof SymbolonError && error.code === "E1006";
const seed = new Uint8Array(32).fill(9);

const categorical = (name: string, size: number) => ({
  name,
  label: name,
  kind: "categorical" as const,
  levels: Array.from({ length: size }, (_, i) => `${name}${i}`),
});
const domain = { names: ["a", "b", "c"], sizes: [2, 3, 4] };

test("the layout is all 1-way tables in column order, then the pairs as given, last column fastest", () => {
  const layout = cliqueLayout(domain, [
    ["c", "a"],
    ["a", "b"],
  ]);
  assert.deepEqual(
    layout.cliques.map(({ columns, shape, offset, size }) => [columns, shape, offset, size]),
    [
      [[0], [2], 0, 2],
      [[1], [3], 2, 3],
      [[2], [4], 5, 4],
      [[2, 0], [4, 2], 9, 8],
      [[0, 1], [2, 3], 17, 6],
    ],
  );
  assert.equal(layout.length, 23);
});

test("pairs that are unknown, not two columns, or repeated in either order are refused", () => {
  for (const pairs of [
    [["a", "x"]],
    [["a", "a"]],
    [
      ["a", "b"],
      ["b", "a"],
    ],
  ] as [string, string][][]) {
    assert.throws(() => cliqueLayout(domain, pairs), isE1006);
  }
});

test("a column has a cell per level or per bin", () => {
  const numeric = { name: "n", label: "n", kind: "numeric" as const, unit: "d", edges: [0, 10, 20, 30] };
  assert.deepEqual(domainOf({ columns: [categorical("a", 2), numeric] }), {
    names: ["a", "n"],
    sizes: [2, 3],
  });
});

test("projection on the simplex is non-negative, sums up, leaves good tables alone and is nearest", () => {
  assert.deepEqual([...projectToSimplex(Float64Array.of(3, 7), 10)], [3, 7]);
  assert.deepEqual([...projectToSimplex(Float64Array.of(-5, 4, 8), 10)], [0, 3, 7]);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -50, max: 100, noNaN: true }), { minLength: 1, maxLength: 8 }),
      (values) => {
        const target = Float64Array.from(values);
        const out = projectToSimplex(target, 40);
        near(sum(out), 40, 1e-9);
        assert.ok(out.every((x) => x >= 0));
        // Nearest: every positive entry moved by one amount, every zero entry would have moved further down.
        const shifts = [...out].map((x, i) => x - target[i]!);
        const shift = shifts.find((_, i) => out[i]! > 0)!;
        shifts.forEach((s, i) => {
          if (out[i]! > 0) near(s, shift, 1e-9);
          else assert.ok(s >= shift - 1e-9);
        });
      },
    ),
  );
});

/** Exact counts of records in a layout. */
function countRecords(
  records: readonly (readonly number[])[],
  layout: ReturnType<typeof cliqueLayout>,
): number[] {
  const counts = new Array<number>(layout.length).fill(0);
  for (const record of records) {
    for (const { columns, shape, offset } of layout.cliques) {
      counts[offset + columns.reduce((index, column, k) => index * shape[k]! + record[column]!, 0)]!++;
    }
  }
  return counts;
}

/** 4,000 records of a chain a - b - c with strong links and an independent d. */
const chainRecords = (() => {
  const stream = keystream(new Uint8Array(32), "records");
  return Array.from({ length: 4000 }, () => {
    const a = stream.nextBelow(2);
    const b = stream.nextBelow(10) < 8 ? a : 2;
    const c = stream.nextBelow(10) < 7 ? b : stream.nextBelow(4);
    return [a, b, c, stream.nextBelow(3)];
  });
})();
const schema = {
  format: "symbolon-schema/1" as const,
  name: "chain",
  columns: [categorical("a", 2), categorical("b", 3), categorical("c", 4), categorical("d", 3)],
  pairs: [] as [string, string][],
};
function measurement(
  pairs: [string, string][],
  noise: (cell: number) => number,
  varianceNum = "1",
): Measurement {
  const counts = countRecords(chainRecords, cliqueLayout(domainOf(schema), pairs));
  return {
    schema,
    workload: pairs,
    varianceNum,
    varianceDen: "1",
    noiseFactorNum: 3,
    noiseFactorDen: 2,
    noisyCounts: counts.map((count, cell) => count + noise(cell)),
  };
}
const allPairs: [string, string][] = [
  ["a", "b"],
  ["a", "c"],
  ["b", "c"],
  ["c", "d"],
  ["a", "d"],
];

test("without noise the estimates are the counts", () => {
  const { noisyCounts } = measurement(allPairs, () => 0);
  const layout = cliqueLayout(domainOf(schema), allPairs);
  const { total, oneWay } = estimateMarginals(layout, noisyCounts);
  near(total, 4000, 1e-9);
  oneWay.forEach((table, column) => {
    table.forEach((value, cell) => {
      near(value, noisyCounts[layout.cliques[column]!.offset + cell]!, 1e-8);
    });
  });
});

test("a fitted pair table has its margins, no negative cell, and forgets an association that noise explains", () => {
  const rows = Float64Array.of(30, 70);
  const columns = Float64Array.of(50, 40, 10);
  const noisy = Float64Array.of(40, -60, 20, -40, 60, -20);
  const strong = fitPairTable({ rows, columns, interaction: noisy, cellVariance: 1 });
  near(strong[0]! + strong[1]! + strong[2]!, 30, 1e-3);
  near(strong[1]! + strong[4]!, 40, 1e-3);
  assert.ok(strong.every((value) => value >= 0));
  const lost = fitPairTable({ rows, columns, interaction: noisy, cellVariance: 1e6 });
  lost.forEach((value, cell) => {
    near(value, (rows[cell < 3 ? 0 : 1]! * columns[cell % 3]!) / 100, 1e-9);
  });
});

test("mutual information of a product is 0 and of a bijection is the entropy", () => {
  near(mutualInformation(Float64Array.of(3, 6, 9, 2, 4, 6), 3), 0, 1e-12);
  near(mutualInformation(Float64Array.of(5, 0, 0, 5), 2), Math.LN2, 1e-15);
  assert.equal(mutualInformation(new Float64Array(4), 2), 0);
});

test("the forest is the heaviest, skips worthless edges and breaks ties by order", () => {
  const edges = [
    { a: 0, b: 1, weight: 1 },
    { a: 1, b: 2, weight: 3 },
    { a: 0, b: 2, weight: 2 },
    { a: 2, b: 3, weight: 0 },
  ];
  assert.deepEqual(spanningForest(4, edges), [1, 2]);
  assert.deepEqual(
    spanningForest(3, [
      { a: 0, b: 1, weight: 1 },
      { a: 1, b: 2, weight: 1 },
      { a: 0, b: 2, weight: 1 },
    ]),
    [0, 1],
  );
});

test("the tree is the chain that made the data, not the shortcut", () => {
  const tree = fitTree(measurement(allPairs, () => 0));
  const edges = tree.nodes
    .filter(({ parent }) => parent >= 0)
    .map(({ column, parent }) => [column, parent].sort().join());
  assert.ok(edges.includes("0,1") && edges.includes("1,2") && !edges.includes("0,2"), edges.join(" "));
});

test("columns that no pair reaches become independent roots", () => {
  const tree = fitTree(measurement([["a", "b"]], () => 0));
  assert.deepEqual(
    tree.nodes.map(({ column, parent }) => [column, parent]),
    [
      [0, -1],
      [1, 0],
      [2, -1],
      [3, -1],
    ],
  );
});

test("sampled tables follow the model to within rounding", () => {
  const tree = fitTree(measurement(allPairs, () => 0));
  const table = sampleRows(tree, { rows: 1000, seed });
  for (const { column, parent, conditional } of tree.nodes) {
    if (parent < 0) continue;
    const size = tree.domain.sizes[column]!;
    const joint = new Array<number>(conditional.length).fill(0);
    const parents = new Array<number>(conditional.length / size).fill(0);
    for (let row = 0; row < 1000; row++) {
      joint[table.columns[parent]![row]! * size + table.columns[column]![row]!]!++;
      parents[table.columns[parent]![row]!]!++;
    }
    joint.forEach((count, cell) => {
      assert.ok(Math.abs(count - parents[Math.floor(cell / size)]! * conditional[cell]!) < 2.5);
    });
  }
  // a and c are no tree edge; systematic dealing keeps their table near the model's too (plain draws: about 0.02).
  const real = countRecords(chainRecords, cliqueLayout(domainOf(schema), [["a", "c"]])).slice(-8);
  const made = new Array<number>(8).fill(0);
  for (let row = 0; row < 1000; row++) made[table.columns[0]![row]! * 4 + table.columns[2]![row]!]!++;
  const tvd = sum(real.map((count, i) => Math.abs(count / 4000 - made[i]! / 1000))) / 2;
  assert.ok(tvd < 0.02, `total variation ${tvd}`);
});

test("a measured pair outside the tree still shapes the rows", () => {
  // a, b and d are linked all three ways, so any tree must leave one link out.
  const stream = keystream(new Uint8Array(32), "companion");
  const records = Array.from({ length: 6000 }, () => {
    const a = stream.nextBelow(2);
    const b = stream.nextBelow(10) < 6 ? a : stream.nextBelow(3);
    const d = stream.nextBelow(2) < 1 ? 2 * a : stream.nextBelow(10) < 8 ? (b + 1) % 3 : stream.nextBelow(3);
    return [a, b, stream.nextBelow(4), d];
  });
  const fidelity = (pairs: [string, string][]) => {
    const noisyCounts = countRecords(records, cliqueLayout(domainOf(schema), pairs));
    const table = sampleRows(fitTree({ ...measurement([], () => 0), workload: pairs, noisyCounts }), {
      rows: 6000,
      seed,
    });
    const made = Array.from({ length: 6000 }, (_, row) => table.columns.map((cells) => cells[row]!));
    const layout = cliqueLayout(domainOf(schema), [
      ["a", "b"],
      ["a", "d"],
      ["b", "d"],
    ]);
    const [real, copy] = [records, made].map((rows) => countRecords(rows, layout).slice(12));
    return sum(real!.map((count, i) => Math.abs(count - copy![i]!))) / 2 / 6000;
  };
  const all: [string, string][] = [
    ["a", "b"],
    ["a", "d"],
    ["b", "d"],
  ];
  const trees = all.map((_, left) => fidelity(all.filter((_, i) => i !== left)));
  assert.ok(fidelity(all) < 0.3 * Math.min(...trees), `${fidelity(all)} against ${trees}`);
});

test("the coupled distribution meets both pair tables, and the parent's where they contradict", () => {
  const known = Float64Array.of(30, 10, 20, 40);
  const givenParent = Float64Array.of(0.5, 0.5, 0.2, 0.8);
  // P(new=0 | companion 0) chosen so that both demands add up to the same total, 0.5 * 40 + 0.2 * 60 = 32.
  const givenCompanion = Float64Array.of(0.4, 0.6, 0.24, 0.76);
  const joint = coupledConditional({ known, givenParent, givenCompanion, size: 2 });
  near(30 * joint[0]! + 20 * joint[4]!, 0.4 * 50, 1e-6);
  near(30 * joint[0]! + 10 * joint[2]!, 0.5 * 40, 1e-9);
  for (let cell = 0; cell < 4; cell++) near(joint[2 * cell]! + joint[2 * cell + 1]!, 1, 1e-12);
  const clash = coupledConditional({
    known,
    givenParent,
    givenCompanion: Float64Array.of(1, 0, 1, 0),
    size: 2,
  });
  near(30 * clash[0]! + 10 * clash[2]!, 20, 0.5);
  near(20 * clash[4]! + 40 * clash[6]!, 12, 0.5);
  const empty = coupledConditional({ known: new Float64Array(4), givenParent, givenCompanion, size: 2 });
  assert.deepEqual([...empty], [0.5, 0.5, 0.5, 0.5, 0.2, 0.8, 0.2, 0.8]);
});

test("sampling repeats with its seed and changes with another, and rows come out mixed", () => {
  const tree = fitTree(measurement(allPairs, () => 0));
  const once = sampleRows(tree, { rows: 200, seed });
  assert.deepEqual(sampleRows(tree, { rows: 200, seed }), once);
  assert.notDeepEqual(sampleRows(tree, { rows: 200, seed: new Uint8Array(32) }).columns, once.columns);
  assert.notDeepEqual([...once.columns[0]!], [...once.columns[0]!].sort());
});

test("a single row and counts of pure noise, all negative, still give a file", () => {
  const tree = fitTree(measurement(allPairs, (cell) => -4000 - 13 * (cell % 5), "1000000"));
  assert.equal(sampleRows(tree, { rows: 1, seed }).rows, 1);
  assert.equal(sampleRows(tree, { rows: 77, seed }).columns[3]!.length, 77);
});

test("a model whose counts or variance cannot be right is refused", () => {
  const good = measurement(allPairs, () => 0);
  assert.throws(() => fitTree({ ...good, noisyCounts: good.noisyCounts.slice(1) }), isE1006);
  assert.throws(() => fitTree({ ...good, noisyCounts: good.noisyCounts.map(() => 0.5) }), isE1006);
  assert.throws(() => fitTree({ ...good, varianceNum: "0" }), isE1006);
});

test("allocation sums up, gives nothing to share 0, and its carry keeps every cell within one over many calls", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }).filter((w) => sum(w) > 0),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 20 }),
      (weights, totals) => {
        const shares = Float64Array.from(weights, (w) => w / sum(weights));
        const carry = new Float64Array(shares.length);
        const given = new Array<number>(shares.length).fill(0);
        for (const total of totals) {
          const counts = allocate(total, shares, carry);
          assert.equal(sum(counts), total);
          counts.forEach((count, i) => {
            assert.ok(count >= 0 && (shares[i]! > 0 || count === 0));
            given[i]! += count;
          });
        }
        given.forEach((count, i) => {
          assert.ok(Math.abs(count - sum(totals) * shares[i]!) < 1.0001);
        });
      },
    ),
  );
});

test("values lie in their bins, also when columns are narrow or start below zero", () => {
  const numeric = { name: "n", label: "n", kind: "numeric" as const, unit: "d", edges: [-5, -4, 0, 100] };
  const table = {
    sizes: [3, 2],
    rows: 300,
    columns: [Uint16Array.from({ length: 300 }, (_, i) => i % 3), new Uint16Array(300)],
  };
  const [values, levels] = dequantise([numeric, categorical("a", 2)], table, seed);
  assert.ok(values?.kind === "numeric" && levels?.kind === "categorical");
  values.values.forEach((value, row) => {
    assert.ok(
      Number.isInteger(value) && value >= numeric.edges[row % 3]! && value < numeric.edges[(row % 3) + 1]!,
    );
  });
  assert.ok(new Set(values.values).size > 50);
});

test("CSV quotes what RFC 4180 asks to quote and ends every line with a line feed", () => {
  const bytes = toCsv([
    {
      name: "a,b",
      kind: "categorical",
      levels: ['say "x"', "plain", "two\nlines"],
      cells: Uint16Array.of(0, 1, 2),
    },
    { name: "n", kind: "numeric", values: Float64Array.of(-1, 0, 12345678901) },
  ]);
  assert.equal(
    new TextDecoder().decode(bytes),
    '"a,b",n\n"say ""x""",-1\nplain,0\n"two\nlines",12345678901\n',
  );
});

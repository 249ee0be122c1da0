import assert from "node:assert/strict";
import { test } from "node:test";
import { junctionCells } from "@symbolon/protocol";
import fc from "fast-check";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { BeliefPropagation } from "./beliefPropagation.ts";
import { cellsOf, cliqueTree } from "./cliqueTree.ts";
import { fitMaxEnt, type MaxEntFit, type Target } from "./fitMaxEnt.ts";
import { minimise } from "./minimise.ts";
import { NothingPossible } from "./nothingPossible.ts";
import { projection } from "./projection.ts";

/** Up to 6 columns of 1 to 4 levels and some sets of them. */
const domain = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 })
  .chain((sizes) =>
    fc.record({
      sizes: fc.constant(sizes),
      sets: fc.array(
        fc.uniqueArray(fc.integer({ min: 0, max: sizes.length - 1 }), { minLength: 1, maxLength: 3 }),
        { maxLength: 7 },
      ),
      seed: fc.nat(2 ** 31),
    }),
  )
  .map(({ sizes, sets, seed }) => ({
    sizes,
    sets: sets.map((set) => set.toSorted((a, b) => a - b)),
    uniform: uniforms(seed),
  }));

function uniforms(seed: number): () => number {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, seed);
  const stream = fastStream(keystream(bytes, "test"));
  return () => stream.nextUint32() / 4294967296;
}

const cellCount = (sizes: readonly number[], columns: readonly number[]) =>
  columns.reduce((product, column) => product * sizes[column]!, 1);
const all = (sizes: readonly number[]) => [...sizes.keys()];
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const close = (a: number, b: number, by: number, what = "") =>
  assert.ok(Math.abs(a - b) <= by, `${what} ${a} is not ${b}`);

/** A joint table's marginal, the slow way. */
function marginal(joint: Float64Array, sizes: readonly number[], columns: readonly number[]): Float64Array {
  const out = new Float64Array(cellCount(sizes, columns));
  const index = projection(sizes, all(sizes), columns);
  for (const [i, p] of joint.entries()) out[index[i]!]! += p;
  return out;
}

test("cliqueTree: every set in a clique, running intersection, parents first, the same whatever the order", () => {
  fc.assert(
    fc.property(domain, ({ sizes, sets, uniform }) => {
      const tree = cliqueTree(sizes, sets);
      const { cliques } = tree;
      for (const set of [...sets, ...all(sizes).map((column) => [column])])
        assert.ok(cliques.some(({ columns }) => set.every((column) => columns.includes(column))));
      assert.equal(cliques[0]!.parent, -1);
      assert.deepEqual(cliques[0]!.separator, []);
      for (const [c, { columns, parent, separator }] of cliques.entries()) {
        assert.deepEqual(
          columns,
          [...new Set(columns)].sort((a, b) => a - b),
        );
        if (c === 0) continue;
        assert.ok(parent >= 0 && parent < c);
        assert.deepEqual(
          separator,
          columns.filter((column) => cliques[parent]!.columns.includes(column)),
        );
        // Running intersection: what a clique shares with all before it lies in its parent.
        const before = new Set(cliques.slice(0, c).flatMap((each) => each.columns));
        assert.deepEqual(
          columns.filter((column) => before.has(column)),
          separator,
        );
        // Maximal: no clique inside another.
        assert.ok(
          !cliques.some((other, o) => o !== c && columns.every((column) => other.columns.includes(column))),
        );
      }
      const mixed = sets
        .map((set) => ({ set: set.toReversed(), key: uniform() }))
        .sort((a, b) => a.key - b.key)
        .map(({ set }) => set);
      assert.deepEqual(cliqueTree(sizes, mixed), tree);
      assert.equal(junctionCells(sizes, sets), cellsOf(tree));
    }),
    { numRuns: 300 },
  );
});

test("cliqueTree keeps a chain a chain and closes a ring with triangles", () => {
  const chain = cliqueTree(
    [2, 2, 2, 2],
    [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  );
  assert.deepEqual(
    chain.cliques.map(({ columns }) => columns.length),
    [2, 2, 2],
  );
  const ring = cliqueTree(
    [2, 2, 2, 2],
    [
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 3],
    ],
  );
  assert.deepEqual(
    ring.cliques.map(({ columns }) => columns.length),
    [3, 3],
  );
});

test("projection sends a cell to the cell with the same levels, and refuses foreign columns", () => {
  const sizes = [2, 3, 4];
  const index = projection(sizes, [0, 1, 2], [0, 2]);
  for (let a = 0; a < 2; a++)
    for (let b = 0; b < 3; b++)
      for (let c = 0; c < 4; c++) assert.equal(index[(a * 3 + b) * 4 + c], a * 4 + c);
  assert.deepEqual([...projection(sizes, [1], [])], [0, 0, 0]);
  assert.throws(() => projection(sizes, [0, 1], [2]), RangeError);
});

test("BeliefPropagation gives the joint table's marginals within 1e-12 and its normaliser", () => {
  fc.assert(
    fc.property(domain, ({ sizes, sets, uniform }) => {
      const tree = cliqueTree(sizes, sets);
      const propagation = new BeliefPropagation(tree);
      const joint = new Float64Array(cellCount(sizes, all(sizes))).fill(1);
      // Potentials over many orders of magnitude, and some zeros.
      const tables = tree.cliques.map(({ columns }) => {
        const table = Float64Array.from({ length: cellCount(sizes, columns) }, () =>
          uniform() < 0.2 ? 0 : Math.exp(30 * (uniform() - 0.5)),
        );
        const index = projection(sizes, all(sizes), columns);
        for (let i = 0; i < joint.length; i++) joint[i]! *= table[index[i]!]!;
        return table;
      });
      const normaliser = sum(joint);
      const logZ = propagation.calibrate(tables);
      if (normaliser === 0) {
        assert.equal(logZ, Number.NEGATIVE_INFINITY);
        assert.ok(tables.every((table) => table.every((value) => value === 0)));
        return;
      }
      close(logZ, Math.log(normaliser), 1e-11);
      for (const [c, { columns }] of tree.cliques.entries()) {
        const expected = marginal(joint, sizes, columns);
        for (const [i, p] of tables[c]!.entries()) close(p, expected[i]! / normaliser, 1e-12);
      }
    }),
    { numRuns: 300 },
  );
});

const fitAll = (sizes: readonly number[], targets: readonly Target[], tolerance = 1e-12): MaxEntFit =>
  fitMaxEnt({
    tree: cliqueTree(
      sizes,
      targets.map(({ columns }) => columns),
    ),
    targets,
    tolerance,
    maxEvaluations: 3000,
  });

/** The fit's table over `columns`, which lie in one clique. */
function readTable(fit: MaxEntFit, columns: readonly number[]): Float64Array {
  const home = fit.tree.cliques.findIndex((clique) =>
    columns.every((column) => clique.columns.includes(column)),
  );
  const out = new Float64Array(cellCount(fit.tree.sizes, columns));
  const index = projection(fit.tree.sizes, fit.tree.cliques[home]!.columns, columns);
  for (const [i, p] of fit.beliefs[home]!.entries()) out[index[i]!]! += p;
  return out;
}

/** Noisy targets of a random joint table; shares may be negative. */
function noisyTargets(
  sizes: readonly number[],
  sets: readonly (readonly number[])[],
  uniform: () => number,
): Target[] {
  const distinct = [...new Map(sets.map((columns) => [columns.join(), columns])).values()];
  const joint = Float64Array.from({ length: cellCount(sizes, all(sizes)) }, () => uniform() ** 4);
  const total = sum(joint);
  return distinct.map((columns) => ({
    columns,
    shares: marginal(joint, sizes, columns).map((value) => value / total + 0.1 * (uniform() - 0.5)),
    slack: 0.001 + 0.05 * uniform(),
  }));
}

test("BeliefPropagation holds where neighbours of one clique want different levels, beyond the range of a double", () => {
  // A star: six neighbours, each 1e-80 against two of the three levels in the middle or 1 for one of them, so every product is below 1e-308.
  const tree = cliqueTree(
    [3, ...new Array<number>(6).fill(2)],
    [1, 2, 3, 4, 5, 6].map((leaf) => [0, leaf]),
  );
  const wants = [0, 0, 1, 1, 2, 2];
  const tables = tree.cliques.map(({ columns }) => {
    const leaf = columns[1]! - 1;
    return Float64Array.from({ length: 6 }, (_, cell) => {
      const level = Math.floor(cell / 2);
      return (level === wants[leaf] ? 1 : 1e-80) * (level === 1 ? 3 : 1) * (cell % 2 === 0 ? 1 : 4);
    });
  });
  const logNormaliser = new BeliefPropagation(tree).calibrate(tables);
  // Every level has four neighbours against it; level 1 is 3^6 times as likely, the second level of a leaf 4 times.
  const middle = [1, 3 ** 6, 1];
  const sum = middle.reduce((all, each) => all + each, 0);
  for (const table of tables)
    table.forEach((belief, cell) => {
      const wanted = ((middle[Math.floor(cell / 2)]! / sum) * (cell % 2 === 0 ? 1 : 4)) / 5;
      assert.ok(Math.abs(belief - wanted) < 1e-12, `${belief} ${wanted}`);
    });
  const wanted = Math.log(sum) + 6 * Math.log(5) + 4 * Math.log(1e-80);
  assert.ok(Math.abs(logNormaliser - wanted) < 1e-9, `${logNormaliser} ${wanted}`);
});

test("fitMaxEnt: at the optimum p - shares + slack * potential = 0 in every cell", () => {
  fc.assert(
    fc.property(domain, ({ sizes, sets, uniform }) => {
      const targets = noisyTargets(sizes, sets, uniform);
      const fit = fitAll(sizes, targets);
      assert.ok(fit.gap <= 1e-12);
      for (const [t, { columns, shares, slack }] of targets.entries()) {
        const p = readTable(fit, columns);
        close(sum(p), 1, 1e-12);
        for (const [i, share] of shares.entries())
          close(p[i]! - share + slack * fit.potentials[t]![i]!, 0, 1e-6);
      }
    }),
    { numRuns: 60 },
  );
});

test("fitMaxEnt: the gap of an early stop bounds what is missing, in the primal and as KL divergence", () => {
  fc.assert(
    fc.property(domain, ({ sizes, sets, uniform }) => {
      const targets = noisyTargets(sizes, sets, uniform);
      const tree = cliqueTree(
        sizes,
        targets.map(({ columns }) => columns),
      );
      const best = fitAll(sizes, targets);
      const jointOf = (fit: MaxEntFit) => jointTable(fit);
      const p = jointOf(best);
      for (const maxEvaluations of [1, 2, 4]) {
        const early = fitMaxEnt({ tree, targets, tolerance: 0, maxEvaluations });
        const q = jointOf(early);
        const missing = primal(q, sizes, targets) - primal(p, sizes, targets);
        assert.ok(missing >= -1e-9 && missing <= early.gap + 1e-9, `${missing} of ${early.gap}`);
        assert.ok(divergence(p, q) <= early.gap + 1e-9);
      }
    }),
    { numRuns: 40 },
  );
});

/** p(x) = product of cliques / product of separators. */
function jointTable(fit: MaxEntFit): Float64Array {
  const { sizes, cliques } = fit.tree;
  const joint = new Float64Array(cellCount(sizes, all(sizes))).fill(1);
  for (const [c, { columns, separator }] of cliques.entries()) {
    const index = projection(sizes, all(sizes), columns);
    const own = projection(sizes, columns, separator);
    const across = new Float64Array(cellCount(sizes, separator));
    for (const [i, p] of fit.beliefs[c]!.entries()) across[own[i]!]! += p;
    for (let i = 0; i < joint.length; i++) {
      const cell = index[i]!;
      const under = across[own[cell]!]!;
      joint[i]! *= under > 0 ? fit.beliefs[c]![cell]! / under : 0;
    }
  }
  return joint;
}

/** KL(p || uniform) + sum |p_t - shares_t|^2 / (2 slack_t). */
function primal(p: Float64Array, sizes: readonly number[], targets: readonly Target[]): number {
  let value = sum([...p].map((x) => (x > 0 ? x * Math.log(x * p.length) : 0)));
  for (const { columns, shares, slack } of targets) {
    const own = marginal(p, sizes, columns);
    for (const [i, share] of shares.entries()) value += (own[i]! - share) ** 2 / (2 * slack);
  }
  return value;
}

function divergence(p: Float64Array, q: Float64Array): number {
  return sum([...p].map((x, i) => (x > 0 ? x * Math.log(x / q[i]!) : 0)));
}

test("fitMaxEnt with one table: p_i = exp(potential_i) / Z with potential_i = (share_i - p_i) / slack", () => {
  // Two cells: p solves log(p / (1 - p)) = (s1 - s0 - 2 p + 1) / slack, found here by bisection.
  const shares = Float64Array.of(0.25, 0.8);
  const slack = 0.03;
  const fit = fitAll([2], [{ columns: [0], shares, slack }], 1e-16);
  let low = 0;
  let high = 1;
  for (let i = 0; i < 100; i++) {
    const p = (low + high) / 2;
    if (Math.log(p / (1 - p)) < (shares[1]! - shares[0]! - 2 * p + 1) / slack) low = p;
    else high = p;
  }
  close(fit.beliefs[0]![1]!, low, 1e-8);
});

test("fitMaxEnt reproduces consistent targets of a decomposable model when the slack is tiny", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), (seed) => {
      const uniform = uniforms(seed);
      const sizes = [3, 4, 2, 3];
      const joint = Float64Array.from({ length: 72 }, () => 0.05 + uniform());
      const total = sum(joint);
      const targets = [
        [0, 1],
        [1, 2],
        [2, 3],
      ].map((columns) => ({
        columns,
        shares: marginal(joint, sizes, columns).map((value) => value / total),
        slack: 1e-9,
      }));
      const fit = fitAll(sizes, targets, 1e-9);
      for (const { columns, shares } of targets)
        for (const [i, p] of readTable(fit, columns).entries()) close(p, shares[i]!, 1e-6);
      // And nothing more than they say: 0 and 2 are independent given 1.
      const given = marginal(jointTable(fit), sizes, [0, 1, 2]);
      const [ab, bc, b] = [[0, 1], [1, 2], [1]].map((columns) => marginal(jointTable(fit), sizes, columns));
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 4; j++)
          for (let k = 0; k < 2; k++)
            close(given[(i * 4 + j) * 2 + k]!, (ab![i * 4 + j]! * bc![j * 2 + k]!) / b![j]!, 1e-9);
    }),
    { numRuns: 20 },
  );
});

test("fitMaxEnt: masked cells have probability exactly 0, whatever the targets want", () => {
  const sizes = [3, 3];
  const tree = cliqueTree(sizes, [[0, 1]]);
  const mask = Uint8Array.of(1, 0, 0, 1, 1, 0, 1, 1, 1);
  const shares = Float64Array.of(0.1, 0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05);
  const fit = fitMaxEnt({
    tree,
    targets: [{ columns: [0, 1], shares, slack: 1e-3 }],
    masks: [mask],
    tolerance: 1e-10,
    maxEvaluations: 500,
  });
  assert.ok(fit.gap <= 1e-10);
  for (const [i, allowed] of mask.entries()) assert.equal(fit.beliefs[0]![i]! > 0, allowed === 1);
  close(sum(fit.beliefs[0]!), 1, 1e-12);
  const none = { tree, targets: [], tolerance: 1, maxEvaluations: 1 };
  assert.throws(() => fitMaxEnt({ ...none, masks: [new Uint8Array(9)] }), NothingPossible);
});

test("fitMaxEnt: without targets the model is the base measure, normalised; targets move it no further than they ask", () => {
  const sizes = [2, 2];
  const tree = cliqueTree(sizes, [[0, 1]]);
  const base = [{ columns: [0, 1], logPotentials: Float64Array.of(0, 1, 2, 3) }];
  const alone = fitMaxEnt({ tree, targets: [], base, tolerance: 0, maxEvaluations: 10 });
  const z = sum([0, 1, 2, 3].map(Math.exp));
  for (let i = 0; i < 4; i++) close(alone.beliefs[0]![i]!, Math.exp(i) / z, 1e-14);
  // A 1-way target leaves the conditional of the base alone.
  const target = { columns: [0], shares: Float64Array.of(0.5, 0.5), slack: 1e-8 };
  const moved = fitMaxEnt({ tree, targets: [target], base, tolerance: 1e-10, maxEvaluations: 100 })
    .beliefs[0]!;
  close(moved[0]! + moved[1]!, 0.5, 1e-6);
  close(moved[1]! / moved[0]!, Math.E, 1e-9);
  close(moved[3]! / moved[2]!, Math.E, 1e-9);
});

test("fitMaxEnt refuses a target outside every clique, and survives targets of impossible size", () => {
  const tree = cliqueTree([2, 2], []);
  const one = { columns: [0, 1], shares: new Float64Array(4), slack: 1 };
  assert.throws(() => fitMaxEnt({ tree, targets: [one], tolerance: 1, maxEvaluations: 1 }), RangeError);
  const wild = { columns: [0], shares: Float64Array.of(1e9, -1e9), slack: 1e-6 };
  const fit = fitMaxEnt({ tree, targets: [wild], tolerance: 1e-6, maxEvaluations: 200 });
  assert.ok(fit.beliefs.every((table) => table.every(Number.isFinite)));
  close(sum(fit.beliefs[0]!), 1, 1e-9);
});

test("minimise finds the minimum of convex quadratics, ends at the point evaluated last, and never goes up", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31), fc.integer({ min: 1, max: 12 }), (seed, length) => {
      const uniform = uniforms(seed);
      // f(x) = sum over rows (row . x - 1)^2 / 2 + |x|^2 / 20: condition numbers up to about a thousand.
      const rows = Array.from({ length }, () => Float64Array.from({ length }, () => 4 * (uniform() - 0.5)));
      let last = new Float64Array(0);
      const slope = new Float64Array(length);
      const evaluate = (at: Float64Array, gradient: Float64Array): number => {
        let value = 0;
        gradient.fill(0);
        for (const row of rows) {
          const rest = sum(row.map((r, i) => r * at[i]!)) - 1;
          value += (rest * rest) / 2;
          for (let i = 0; i < length; i++) gradient[i]! += rest * row[i]!;
        }
        for (let i = 0; i < length; i++) {
          value += (at[i]! * at[i]!) / 20;
          gradient[i]! += at[i]! / 10;
        }
        last = at.slice();
        slope.set(gradient);
        return value;
      };
      const problem = { evaluate, start: new Float64Array(length), scale: new Float64Array(length).fill(1) };
      const done = () => Math.sqrt(sum(slope.map((g) => g * g))) < 1e-6;
      let before = Number.POSITIVE_INFINITY;
      for (const maxEvaluations of [1, 2, 3, 5, 9]) {
        const early = minimise({ ...problem, done: () => false, maxEvaluations });
        assert.deepEqual(early.at, last);
        assert.ok(early.value <= before * (1 + 1e-12));
        assert.ok(early.evaluations <= maxEvaluations + 1);
        before = early.value;
      }
      const { at } = minimise({ ...problem, done, maxEvaluations: 2000 });
      assert.deepEqual(at, last);
      assert.ok(done());
    }),
    { numRuns: 100 },
  );
});

test("minimise steps back from points that are not to be gone to", () => {
  // -log(x) + x with its minimum at 1; a full first step would leave x > 0.
  const slope = new Float64Array(1);
  const { at } = minimise({
    evaluate: (point, gradient) => {
      const x = point[0]!;
      gradient[0] = x > 0 ? 1 - 1 / x : 0;
      slope.set(gradient);
      return x > 0 ? x - Math.log(x) : Number.POSITIVE_INFINITY;
    },
    start: Float64Array.of(4),
    scale: Float64Array.of(0.01),
    done: () => Math.abs(slope[0]!) < 1e-9,
    maxEvaluations: 100,
  });
  close(at[0]!, 1, 1e-8);
});

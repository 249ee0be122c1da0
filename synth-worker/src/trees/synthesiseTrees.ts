import type { MixedTable } from "../math/mixedTable.ts";
import { martingaleResiduals } from "./coding/martingale.ts";
import { fastStream } from "../random/fastStream.ts";
import { keystream } from "../random/keystream.ts";
import { makeBinner } from "./coding/binner.ts";
import { fitStep } from "./growth/fitStep.ts";
import { mutualInformations } from "./growth/mutualInformations.ts";
import type { FittedStep, Step, TreesModel } from "./model.ts";
import { sampleSteps } from "./sampling/sampleSteps.ts";

export type TreesOptions = {
  readonly leaf?: number;
  readonly survival?: readonly { readonly time: string; readonly event: string; readonly level: string }[];
  readonly donorCap?: number;
  readonly rule?: string;
  readonly bins?: number; readonly mart?: boolean; readonly trees?: number; readonly halfLeaf?: number;
};

export function synthesiseTrees(training: MixedTable, options: TreesOptions = {}) {
  const { leaf = 50, survival = [], donorCap = 2 } = options;
  const binners = training.columns.map((c) => makeBinner(c, options.bins ?? 254));
  const bins = training.columns.map((column, c) => binners[c]!.code(column));
  const binnersAll = [...binners], binsAll = [...bins];
  const coded = { table: training, binners: binnersAll, bins: binsAll };
  const coded0 = { table: training, binners, bins };
  const coarse = training.columns.map((c) => makeBinner(c, 16));
  const information = mutualInformations(training.columns.map((column, c) => coarse[c]!.code(column)), coarse.map((b) => b.count));
  const names = training.columns.map((c) => c.name);
  const pairs = survival.map(({ time, event, level }) => {
    const e = training.columns[names.indexOf(event)]!;
    return { time: names.indexOf(time), event: names.indexOf(event), eventCode: e.kind === "category" ? e.levels.indexOf(level) : -1 };
  });
  const derived = (options.mart ?? true) ? pairs.map((p) => ({ time: p.time, event: p.event, of: martingaleResiduals(training.columns[p.time]!, training.columns[p.event]!, p.eventCode) })) : [];
  for (const q of derived) {
    const column = { name: "residual", kind: "number" as const, decimals: 9, values: q.of(training.columns[q.time]!, training.columns[q.event]!) };
    const b = makeBinner(column, options.bins ?? 254);
    binnersAll.push(b); binsAll.push(b.code(column));
  }
  void coded0;
  const inPair = new Set(pairs.flatMap((p) => [p.time, p.event]));
  const sum = information.map((row, i) => row.reduce((a, b, j) => a + (j !== i ? b : 0), 0));
  const units = names.map((_, c) => c).filter((c) => !inPair.has(c)).map((c) => ({ cols: [c], pair: null as null | (typeof pairs)[0] }));
  const pairUnits = pairs.map((p) => ({ cols: [p.time, p.event], pair: p as null | (typeof pairs)[0] }));
  let order = [...units, ...pairUnits];
  const rule = options.rule ?? "given";
  const total = (u: (typeof units)[0]) => Math.max(...u.cols.map((c) => sum[c]!));
  if (rule === "down") order = [...units.sort((a, b) => total(b) - total(a)), ...pairUnits];
  if (rule === "up") order = [...units.sort((a, b) => total(a) - total(b)), ...pairUnits];
  if (rule === "pairfirst") order = [...pairUnits, ...units.sort((a, b) => total(b) - total(a))];
  if (rule === "pairfirstrev") order = [...pairUnits.reverse(), ...units.sort((a, b) => total(b) - total(a))];
  if (rule === "downrev") order = [...units.sort((a, b) => total(b) - total(a)), ...pairUnits.reverse()];
  if (rule === "prim" || rule === "primall") {
    const pool = rule === "primall" ? [...units, ...pairUnits] : [...units];
    const out: typeof units = [];
    while (pool.length > 0) {
      const score = (u: (typeof units)[0]) =>
        out.length === 0 ? total(u) : Math.max(...u.cols.flatMap((c) => out.flatMap((o) => o.cols.map((d) => information[c]![d]!))));
      pool.sort((a, b) => score(b) - score(a));
      out.push(pool.shift()!);
    }
    order = rule === "primall" ? out : [...out, ...pairUnits];
  }
  const steps: FittedStep[] = [];
  const before: number[] = [];
  const all = Int32Array.from({ length: training.rows }, (_, r) => r);
  for (const u of order) {
    const c = u.cols[0]!;
    const column = training.columns[c]!;
    const list: Step[] = [];
    if (u.pair !== null) list.push({ kind: "survival", column: u.pair.time, event: u.pair.event, eventCode: u.pair.eventCode });
    else if (column.kind === "category") list.push({ kind: "level", column: c });
    else {
      if (column.values.some((v) => Number.isNaN(v))) list.push({ kind: "missing", column: c });
      list.push({ kind: "number", column: c });
    }
    for (const s of list) {
      const T = options.trees ?? 1;
      if (T === 1) { steps.push(fitStep(coded, s, [...before], all, leaf)); continue; }
      const fits: FittedStep[] = [];
      for (let t = 0; t < T; t += 2) {
        const st = fastStream(keystream(new Uint8Array(32), `half ${t}`));
        const a: number[] = [], b: number[] = [];
        for (const r of all) (st.nextUint32() & 1 ? a : b).push(r);
        fits.push(fitStep(coded, s, [...before], Int32Array.from(a), options.halfLeaf ?? leaf));
        fits.push(fitStep(coded, s, [...before], Int32Array.from(b), options.halfLeaf ?? leaf));
      }
      steps.push({ ...fits[0]!, more: fits.slice(1) });
    }
    before.push(...u.cols);
    if (u.pair !== null && derived.length) before.push(names.length + pairs.indexOf(u.pair));
  }
  const model: TreesModel = { differentiallyPrivate: false, training, binners: binnersAll, bins: binsAll, steps, leaf, derived, residuals: derived.map((q) => q.of(training.columns[q.time]!, training.columns[q.event]!)) };
  return {
    model,
    sample(rows: number, seed: Uint8Array): MixedTable {
      const cap = Math.ceil(rows / training.rows) * donorCap;
      return { rows, columns: sampleSteps(model, rows, seed, [], cap).columns };
    },
  };
}

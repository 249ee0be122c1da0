import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DatasetSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../math/encodedTable.ts";
import { spreadUnits } from "../sequences/private/spreadUnits.ts";
import { countTables } from "./countTables.ts";
import { planJoint } from "./planJoint.ts";
import { dealTables } from "./test-support/dealTables.ts";
import { joinTables } from "./test-support/joinTables.ts";
import { settleJoint } from "./test-support/settleJoint.ts";

const FOLDER = join(import.meta.dirname, "../../../../shared/data/nafld");
const EVENTS =
  "afib angina_ischemia cardiac_arrest diabetes heart_failure hypertension dyslipidemia mi nafld stroke";
const PATIENTS = 240;
const HOSPITALS = 3;
/** Events of a patient at most, and the units that each patient's events share. */
const MOST = 8;

test("NAFLD over three hospitals: jointly opened tables of transitions and of patients are the whole's counts but for the noise of their coins", {
  skip: !existsSync(FOLDER),
}, async () => {
  const { patients, transitions } = readNafld();
  for (const hospitals of [patients, transitions]) {
    const whole = joinTables(hospitals);
    const plan = planJoint({
      orderId: "9",
      schema: schemaOf(whole.sizes),
      datasetIds: ["1", "2", "3"],
      mechanism: "fixed",
      epsilon: 3,
      delta: 1e-4,
      rhoMicro: 1_000_000n,
      workload: [["c0", "c1"]],
      patients: whole.rows,
      mostPatients: 1023,
    });
    const { outcomes } = await settleJoint(plan, dealTables(plan, hospitals), { mode: "semi-honest" });
    const results = outcomes.map((outcome) => {
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    });
    const exact = countTables(plan, whole).counts;
    const parts = hospitals.map((table) => countTables(plan, table).counts);
    assert.deepEqual(
      exact.map((_, cell) => parts.reduce((sum, part) => sum + part[cell]!, 0)),
      exact,
    );
    const { tables } = results[0]!;
    assert.deepEqual(results[1]!.tables, tables);
    assert.ok(tables.some(({ columns }) => columns.join() === "0,1"));
    for (const { columns, coins, counts } of tables) {
      const clique = plan.cliques.findIndex((each) => each.columns.join() === columns.join());
      const start = plan.cliques.slice(0, clique).reduce((sum, { cells }) => sum + cells, 0);
      // Six standard deviations: by chance not in 2e-9 cases per cell.
      for (const [cell, count] of Array.from(counts).entries())
        assert.ok(Math.abs(count - exact[start + cell]!) <= 3 * Math.sqrt(coins), `${columns} ${cell}`);
    }
  }
});

/** Per hospital: patients (case or not, number of events), and their events (code before, code) with the units of spreadUnits as rows. */
function readNafld(): { patients: EncodedTable[]; transitions: EncodedTable[] } {
  const lines = (name: string) =>
    readFileSync(join(FOLDER, name), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
  const people = lines("nafld_subject.csv").slice(0, PATIENTS);
  const codes = EVENTS.split(" ");
  const eventsOf = new Map<string, number[]>();
  for (const [id, , event] of lines("nafld_event.csv")) {
    const list = eventsOf.get(id!) ?? [];
    if (list.length < MOST) list.push(codes.indexOf(event!));
    eventsOf.set(id!, list);
  }
  const patients: EncodedTable[] = [];
  const transitions: EncodedTable[] = [];
  for (let hospital = 0; hospital < HOSPITALS; hospital++) {
    const own = people.filter((_, p) => p % HOSPITALS === hospital);
    const events = own.map(([id]) => eventsOf.get(id!) ?? []);
    patients.push({
      sizes: [2, MOST + 1],
      rows: own.length,
      columns: [
        Uint16Array.from(own, ([id, , , , , , caseId]) => Number(caseId === id)),
        Uint16Array.from(events, (list) => list.length),
      ],
    });
    const owner = Int32Array.from(events.flatMap((list, p) => list.map(() => p)));
    const before = events.flatMap((list) => list.map((_, i) => (i === 0 ? codes.length : list[i - 1]!)));
    const now = events.flat();
    const units = spreadUnits(owner, MOST);
    const repeat = (cells: readonly number[]) =>
      Uint16Array.from(cells.flatMap((cell, row) => new Array<number>(units[row]!).fill(cell)));
    const columns = [repeat(before), repeat(now)];
    transitions.push({ sizes: [codes.length + 1, codes.length], rows: columns[0]!.length, columns });
  }
  return { patients, transitions };
}

function schemaOf(sizes: readonly number[]): DatasetSchema {
  return DatasetSchema.parse({
    format: "symbolon-schema/1",
    name: "nafld",
    columns: sizes.map((size, c) => ({
      kind: "categorical",
      name: `c${c}`,
      label: `c${c}`,
      levels: Array.from({ length: size }, (_, level) => `l${level}`),
    })),
    pairs: [],
  });
}

import type { PatientRecords } from "../../math/patientRecords.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";

/** TESTS ONLY: what madeUpRecords follows. `dose` adds up to the patient's; "death notice" comes once at most. */
export const madeUpSchema: SequenceSchema = {
  until: "days",
  survival: { time: "days", event: "died", level: "yes", covariates: ["stage"] },
  tables: [
    { name: "visit", mostRows: 10 },
    { name: "lab", code: "test", parent: "visit", mostRows: 40 },
    {
      name: "event",
      code: "event",
      mostRows: 8,
      once: ["notice"],
      sum: { column: "dose", patientColumn: "dose" },
    },
  ],
};

/**
 * TESTS ONLY: patients with stage, follow-up that stage shortens, one to seven visits at irregular times, two laboratory tests at a visit (each a
 * first-order autoregression with correlation .8; the second missing more often where it is high), and events whose doses add up.
 */
export function madeUpRecords(patients: number, seed: number): PatientRecords {
  const stream = fastStream(keystream(new Uint8Array(32).fill(seed), "made up"));
  const unit = () => stream.nextUint32() / 4294967296;
  const normal = () => unit() + unit() + unit() + unit() + unit() + unit() - 3;
  const people = { stage: [] as number[], days: [] as number[], died: [] as number[], dose: [] as number[] };
  const visit = { owner: [] as number[], days: [] as number[], kind: [] as number[] };
  const lab = {
    owner: [] as number[],
    parent: [] as number[],
    days: [] as number[],
    test: [] as number[],
    value: [] as number[],
  };
  const event = { owner: [] as number[], days: [] as number[], code: [] as number[], dose: [] as number[] };
  for (let p = 0; p < patients; p++) {
    const stage = Math.floor(3 * unit());
    const end = 100 + Math.floor((1500 * unit()) / (1 + stage));
    people.stage.push(stage);
    people.days.push(end);
    people.died.push(Number(unit() < 0.3 + 0.2 * stage));
    let day = Math.floor(20 * unit());
    const last = [normal(), normal()];
    for (let v = 0; v < 7 && day <= end; v++) {
      visit.owner.push(p);
      visit.days.push(day);
      visit.kind.push(Number(unit() < 0.2 + 0.2 * stage));
      for (const test of [0, 1]) {
        last[test] = 0.8 * last[test]! + 0.6 * normal() + 0.1 * stage;
        const isMissing = test === 1 && unit() < (last[1]! > 0.5 ? 0.5 : 0.05);
        lab.owner.push(p);
        lab.parent.push(visit.owner.length - 1);
        lab.days.push(day);
        lab.test.push(test);
        lab.value.push(isMissing ? Number.NaN : Math.round((50 + 10 * last[test]!) * 100) / 100);
      }
      day += 10 + Math.floor(300 * unit() * unit());
    }
    let [at, total, isNoticed] = [0, 0, false];
    for (let e = Math.floor(4 * unit()); e > 0; e--) {
      at += Math.floor((end / 5) * unit());
      const code = Math.floor(3 * unit());
      if (at > end || (code === 2 && isNoticed)) continue;
      isNoticed ||= code === 2;
      const dose = 1 + Math.floor(20 * unit());
      total += dose;
      event.owner.push(p);
      event.days.push(at);
      event.code.push(code);
      event.dose.push(dose);
    }
    people.dose.push(total);
  }
  const number = (name: string, values: number[], decimals = 0) =>
    ({ name, kind: "number", values: Float64Array.from(values), decimals }) as const;
  const level = (name: string, codes: number[], levels: string[]) =>
    ({ name, kind: "category", levels, codes: Int32Array.from(codes) }) as const;
  return {
    patients: {
      rows: patients,
      columns: [
        level("stage", people.stage, ["I", "II", "III"]),
        number("days", people.days),
        level("died", people.died, ["no", "yes"]),
        number("dose", people.dose),
      ],
    },
    tables: [
      {
        owner: Int32Array.from(visit.owner),
        parent: null,
        days: Float64Array.from(visit.days),
        rows: { rows: visit.owner.length, columns: [level("kind", visit.kind, ["ward", "clinic"])] },
      },
      {
        owner: Int32Array.from(lab.owner),
        parent: Int32Array.from(lab.parent),
        days: Float64Array.from(lab.days),
        rows: {
          rows: lab.owner.length,
          columns: [level("test", lab.test, ["a", "b"]), number("value", lab.value, 2)],
        },
      },
      {
        owner: Int32Array.from(event.owner),
        parent: null,
        days: Float64Array.from(event.days),
        rows: {
          rows: event.owner.length,
          columns: [
            level("event", event.code, ["relapse", "infection", "notice"]),
            number("dose", event.dose),
          ],
        },
      },
    ],
  };
}

import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { seededBytes } from "../dp/seededBytes.ts";

const CONDITIONS = ["44054006", "59621000", "254837009", "195967001", "271737000"];
const TESTS = ["2339-0", "718-7", "8480-6", "8462-4", "29463-7", "2160-0"];
const DAY_MS = 86_400_000;

/**
 * Made-up patients in the shape of Synthea's bulk export (one ndjson file per type): one Patient, three Encounters, two Conditions, six Observations
 * and one MedicationRequest each; the same for the same seed. Gives the files' paths.
 */
export async function writeMadeUpPatients(folder: string, patients: number, seed: number): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const random = seededBytes(seed, "made-up patients");
  const below = (n: number) => new DataView(random.bytes(4).buffer).getUint32(0) % n;
  const types = ["Patient", "Encounter", "Condition", "Observation", "MedicationRequest"];
  const files = types.map((type) => join(folder, `${type}.ndjson`));
  const streams = new Map(types.map((type, i) => [type, createWriteStream(files[i]!)]));
  const write = async (resource: { readonly resourceType: string } & Record<string, unknown>) => {
    const stream = streams.get(resource.resourceType)!;
    if (!stream.write(`${JSON.stringify(resource)}\n`)) await once(stream, "drain");
  };
  const dayAfter = (start: number, days: number) =>
    new Date(start + days * DAY_MS).toISOString().slice(0, 10);
  const coded = (system: string, code: string) => ({ coding: [{ system, code }] });
  for (let p = 0; p < patients; p++) {
    const id = `p${p}`;
    const subject = { reference: `Patient/${id}` };
    const start = Date.UTC(2010, 0, 1) + below(3000) * DAY_MS;
    await write({
      resourceType: "Patient",
      id,
      gender: below(2) === 0 ? "male" : "female",
      birthDate: `${1930 + below(75)}-0${1 + below(9)}-11`,
      name: [{ family: `Family${below(1e6)}`, given: ["Given"] }],
    });
    for (let e = 0; e < 3; e++) {
      const encounter = { reference: `Encounter/${id}e${e}` };
      const day = dayAfter(start, e * 200 + below(120));
      await write({
        resourceType: "Encounter",
        id: `${id}e${e}`,
        status: "finished",
        class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "AMB" },
        subject,
        period: { start: `${day}T09:00:00Z`, end: `${day}T10:00:00Z` },
      });
      if (e < 2)
        await write({
          resourceType: "Condition",
          id: `${id}c${e}`,
          clinicalStatus: coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"),
          code: coded("http://snomed.info/sct", CONDITIONS[below(CONDITIONS.length)]!),
          subject,
          encounter,
          onsetDateTime: day,
        });
      for (let o = 0; o < 2; o++)
        await write({
          resourceType: "Observation",
          id: `${id}o${e}${o}`,
          status: "final",
          code: coded("http://loinc.org", TESTS[below(TESTS.length)]!),
          subject,
          encounter,
          effectiveDateTime: `${day}T09:30:00Z`,
          valueQuantity: {
            value: 60 + below(800) / 10,
            unit: "mg/dL",
            system: "http://unitsofmeasure.org",
            code: "mg/dL",
          },
        });
    }
    await write({
      resourceType: "MedicationRequest",
      id: `${id}m`,
      status: "completed",
      intent: "order",
      medicationCodeableConcept: coded(
        "http://www.nlm.nih.gov/research/umls/rxnorm",
        String(197_361 + below(40)),
      ),
      subject,
      authoredOn: dayAfter(start, 20),
    });
  }
  for (const stream of streams.values()) {
    stream.end();
    await once(stream, "finish");
  }
  return files;
}

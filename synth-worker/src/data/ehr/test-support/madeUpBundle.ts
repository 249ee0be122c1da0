import { keystream } from "../../../random/keystream.ts";

/** FHIR R4 ndjson of patients with two visits, a value at each, and a death for a third. The same every time. */
export function madeUpBundle(patients: number): string {
  const stream = keystream(new Uint8Array(32), "made up");
  const day = (after: number) =>
    new Date(Date.UTC(2015, 0, 1) + after * 86_400_000).toISOString().slice(0, 10);
  const lines: object[] = [];
  for (let p = 0; p < patients; p++) {
    const subject = { reference: `Patient/p${p}` };
    const end = 800 + stream.nextBelow(400);
    lines.push({
      resourceType: "Patient",
      id: `p${p}`,
      gender: stream.nextBelow(2) === 0 ? "male" : "female",
      birthDate: String(1940 + stream.nextBelow(40)),
      ...(stream.nextBelow(3) === 0 ? { deceasedDateTime: day(end) } : {}),
    });
    let value = 40 + stream.nextBelow(60);
    for (let visit = 0; visit < 2; visit++) {
      const on = day(visit * 300 + stream.nextBelow(200));
      const id = `p${p}v${visit}`;
      value += stream.nextBelow(9) - 4;
      lines.push(
        {
          resourceType: "Encounter",
          id,
          status: "finished",
          class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "AMB" },
          subject,
          period: { start: on, end: on },
        },
        {
          resourceType: "Observation",
          id: `${id}o`,
          status: "final",
          code: { coding: [{ system: "http://loinc.org", code: "718-7" }] },
          subject,
          encounter: { reference: `Encounter/${id}` },
          effectiveDateTime: on,
          valueQuantity: { value, unit: "g/L", system: "http://unitsofmeasure.org", code: "g/L" },
        },
      );
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

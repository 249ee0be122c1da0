import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { importEhr } from "../../../data/ehr/importEhr.ts";
import { offerOmop } from "../../../data/ehr/offerOmop.ts";
import { madeUpBundle } from "../../../data/ehr/test-support/madeUpBundle.ts";
import { keyedPrivacy } from "../../../ehr/dates/personPrivacy.ts";
import { listingOf } from "../listingOf.ts";
import { openHospital } from "../openHospital.ts";
import { orderPatients } from "./orderPatients.ts";

test("the draft of an offer is one that a hospital's node takes, and every record in it has its patient's tables", async () => {
  const root = await mkdtemp(join(tmpdir(), "symbolon-offer-"));
  try {
    await writeFile(join(root, "all.ndjson"), madeUpBundle(120));
    await importEhr(
      { kind: "fhir", files: [join(root, "all.ndjson")], version: "R4" },
      { out: join(root, "omop"), format: "csv", privacy: keyedPrivacy(new Uint8Array(32).fill(1)) },
    );
    const offer = await offerOmop(join(root, "omop"), join(root, "offer"));
    assert.deepEqual([offer.records, offer.peopleLeftOut], [120, 0]);
    assert.deepEqual(offer.tables, ["visit_occurrence", "measurement"]);
    const lines = (await readFile(join(root, "offer", "records.csv"), "utf8")).trimEnd().split("\n");
    assert.equal(lines.length, 121);
    for (const line of lines.slice(1)) assert.match(line, /^\d+,\d{2},[fm],\d+,[01],2$/);

    const hospital = await openHospital(join(root, "offer", "mapping.json"), join(root, "state"));
    try {
      assert.match(JSON.stringify(listingOf(hospital, 1000).entry), /OMOP-CDM/);
      const rows = hospital.records.table.rows;
      const flags = { training: new Uint8Array(rows).fill(1), holdout: new Uint8Array(rows) };
      const { training } = await orderPatients(hospital, flags);
      assert.equal(training.patients.rows, 120);
    } finally {
      hospital.records.close();
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});

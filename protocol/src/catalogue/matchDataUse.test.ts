import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { DataUseRequest } from "./dataUse.ts";
import { DUO_TERMS } from "./duoTerms.ts";
import { matchDataUse } from "./matchDataUse.ts";

const GRU = { duo: "DUO:0000042", values: [] };
/** Fits every term below with the values there. */
const REQUEST: DataUseRequest = {
  purposes: ["biomedical"],
  diseases: ["MONDO:0008903"],
  researchTypes: ["cohort study"],
  genetic: true,
  organisation: { id: "https://ror.org/1", notForProfit: true },
  commercial: false,
  user: "orcid:1",
  project: "p1",
  regions: ["FIN"],
  months: 12,
  publishesOn: "2027-01-01",
  hasEthicsApproval: true,
  collaborates: true,
  returnsResults: true,
};

/** Every term that can be on a dataset: values, what fits, and what does not. */
const CASES: Record<
  string,
  { values?: string[]; yes?: Partial<DataUseRequest>; no: Partial<DataUseRequest> }
> = {
  NRES: { yes: { purposes: ["other"] }, no: { purposes: [] } },
  GRU: { yes: { purposes: ["ancestry", "methods", "otherResearch"] }, no: { purposes: ["clinicalCare"] } },
  HMB: { no: { purposes: ["ancestry"] } },
  DS: { values: ["MONDO:0008903"], no: { diseases: ["MONDO:0008903", "MONDO:0007254"] } },
  POA: { yes: { purposes: ["ancestry"] }, no: {} },
  RS: { values: ["cohort study"], no: { researchTypes: [] } },
  NMDS: { no: { purposes: ["biomedical", "methods"] } },
  GSO: { no: { genetic: false } },
  NPUNCU: { no: { commercial: true } },
  PUB: { no: { publishesOn: null } },
  COL: { no: { collaborates: false } },
  IRB: { no: { hasEthicsApproval: false } },
  GS: { values: ["FIN", "BEL"], no: { regions: ["FIN", "USA"] } },
  MOR: { values: ["2027-01-01"], no: { publishesOn: "2026-12-31" } },
  TS: { values: ["12"], no: { months: 13 } },
  US: { values: ["orcid:1"], no: { user: "orcid:2" } },
  PS: { values: ["p1"], no: { project: "p2" } },
  IS: {
    values: ["https://ror.org/1"],
    no: { organisation: { id: "https://ror.org/2", notForProfit: true } },
  },
  RTN: { no: { returnsResults: false } },
  NPOA: { no: { purposes: ["biomedical", "ancestry"] } },
  NPU: { no: { organisation: { id: "https://ror.org/1", notForProfit: false } } },
  NCU: { no: { commercial: true } },
};

for (const { id, short, label, kind, value } of DUO_TERMS) {
  if (kind === "root") {
    test(`${id} ${label} groups others: on a dataset it allows nothing`, () => {
      assert.equal(matchDataUse([GRU, { duo: id, values: [] }], REQUEST, "COMMERCIAL").allowed, false);
    });
    continue;
  }
  if (short === "CC") continue;
  const { values = [], yes = {}, no } = CASES[short]!;
  const terms = [...(kind === "permission" ? [] : [GRU]), { duo: id, values }];
  test(`${short} (${label}) lets in what fits and keeps out what does not`, () => {
    assert.equal(matchDataUse(terms, { ...REQUEST, ...yes }, "COMMERCIAL").allowed, true);
    const refused = matchDataUse(terms, { ...REQUEST, ...no }, "COMMERCIAL");
    assert.equal(refused.allowed, false);
    assert.deepEqual(
      refused.findings.filter(({ fits }) => !fits).map(({ duo }) => duo),
      [id],
    );
  });
  if (value !== null)
    test(`${short} without its ${value} allows nothing`, () => {
      const bare = [...(kind === "permission" ? [] : [GRU]), { duo: id, values: [] }];
      assert.equal(matchDataUse(bare, REQUEST, "COMMERCIAL").allowed, false);
    });
}

test("CC lets clinical care in beside a permission, which alone does not", () => {
  const care: DataUseRequest = { ...REQUEST, purposes: ["biomedical", "clinicalCare"] };
  assert.equal(matchDataUse([GRU], care, "COMMERCIAL").allowed, false);
  assert.equal(matchDataUse([GRU, { duo: "DUO:0000043", values: [] }], care, "COMMERCIAL").allowed, true);
  assert.equal(
    matchDataUse([{ duo: "DUO:0000043", values: [] }], care, "COMMERCIAL").allowed,
    false,
    "no permission",
  );
});

test("no permission, two of them, or an unknown term allow nothing", () => {
  assert.equal(matchDataUse([], REQUEST, "COMMERCIAL").allowed, false);
  assert.equal(matchDataUse([GRU, { duo: "DUO:0000006", values: [] }], REQUEST, "COMMERCIAL").allowed, false);
  assert.equal(matchDataUse([GRU, { duo: "DUO:9999999", values: [] }], REQUEST, "COMMERCIAL").allowed, false);
});

test("malformed values allow nothing: months that are no number, a moratorium that is no date", () => {
  for (const [duo, bad] of [
    ["DUO:0000025", "a year"],
    ["DUO:0000024", "next year"],
  ] as const)
    assert.equal(matchDataUse([GRU, { duo, values: [bad] }], REQUEST, "COMMERCIAL").allowed, false);
});

test("in the EHDS lane terms are shown and do not bind", () => {
  const match = matchDataUse(
    [GRU, { duo: "DUO:0000046", values: [] }],
    { ...REQUEST, commercial: true },
    "EHDS",
  );
  assert.equal(match.allowed, true);
  assert.deepEqual(
    match.findings.map(({ fits, binding }) => [fits, binding]),
    [
      [true, false],
      [false, false],
    ],
  );
});

const published = new URL("../../../../shared/reference/ehds-data/vocab/duo-codes.json", import.meta.url);
test("the terms are those of the ontology, one by one", {
  skip: !existsSync(published) && "the ontology's list is not there",
}, () => {
  type Published = { id: string; short: string; label: string; kind: string; needs_value: string | null };
  const theirs = JSON.parse(readFileSync(published, "utf8")) as Published[];
  const word = ({ id, short, label, kind }: Omit<Published, "needs_value">, value: string | null) =>
    [id, short, label, kind, value].join(" | ");
  assert.deepEqual(
    DUO_TERMS.map((term) => word(term, term.value)).sort(),
    theirs.map((term) => word(term, term.needs_value)).sort(),
  );
});

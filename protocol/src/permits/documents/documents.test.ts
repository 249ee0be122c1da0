import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  APPLICATION,
  APPLICATION_HASH,
  applicationJson,
  PERSON,
  permitDocument,
  SALT,
} from "../test-support/samples.ts";
import { AccessApplication } from "./accessApplication.ts";
import { CATEGORY_RULES } from "./categoryRules.ts";
import { checkApplicant } from "./checkApplicant.ts";
import { CostQuote } from "./costQuote.ts";
import { DataRequest } from "./dataRequest.ts";
import { decisionOf } from "./decisionOf.ts";
import { documentKeccak } from "./documentKeccak.ts";
import { isAccelerated } from "./isAccelerated.ts";
import { PermitDocument } from "./permitDocument.ts";
import { personIdentity } from "./personIdentity.ts";
import { quoteCosts } from "./quoteCosts.ts";

const refused = (value: unknown) => AccessApplication.safeParse(value).success === false;
const applicant = (applicantClass: string, mandate?: unknown) => ({
  legalName: "Example",
  applicantClass,
  country: "FI",
  activities: "Research",
  ...(mandate === undefined ? {} : { mandate }),
});
const parse = (overrides: Record<string, unknown>) => AccessApplication.parse(applicationJson(overrides));

describe("AccessApplication", () => {
  it("Art. 67(2): removing any mandatory point fails", () => {
    assert.equal(refused(applicationJson()), false);
    const mandatory = Object.keys(applicationJson()).filter((key) => key !== "ethics");
    assert.ok(mandatory.length >= 15);
    for (const key of mandatory) {
      const { [key]: _, ...rest } = applicationJson();
      assert.equal(refused(rest), true, key);
    }
  });

  it("Art. 67(4): pseudonymised data need a justification and an account of Art. 6(1) GDPR", () => {
    const justification = "Follow-up over years";
    for (const dataFormat of [
      { kind: "pseudonymised" },
      { kind: "pseudonymised", justification },
      { kind: "pseudonymised", lawfulBasis: "Art. 6(1)(e)" },
      { kind: "pseudonymised", justification: " ", lawfulBasis: "Art. 6(1)(e)" },
    ])
      assert.equal(refused(applicationJson({ dataFormat })), true);
    assert.equal(
      refused(
        applicationJson({
          dataFormat: { kind: "pseudonymised", justification, lawfulBasis: "Art. 6(1)(e)" },
        }),
      ),
      false,
    );
  });

  it("Art. 67(5): recurring access is for public bodies", () => {
    const period = { kind: "recurring", from: "2030-01-01", until: "2032-01-01", frequency: "monthly" };
    assert.equal(refused(applicationJson({ period })), true);
    assert.equal(refused(applicationJson({ period, applicant: applicant("public-body") })), false);
  });

  it("Art. 53(1): a purpose in free words is none", () => {
    for (const purposes of [[], ["For the good of all"], ["SCIENTIFIC_RESEARCH", "SCIENTIFIC_RESEARCH"]])
      assert.equal(refused(applicationJson({ purposes })), true);
  });

  it("Art. 54: each of the five prohibited uses has to be attested", () => {
    const five = APPLICATION.attestations;
    for (let without = 0; without < 5; without++)
      assert.equal(refused(applicationJson({ attestations: five.toSpliced(without, 1) })), true);
    assert.equal(refused(applicationJson({ attestations: five.with(0, five[1]!) })), true);
  });

  it("Art. 61(3): the undertaking not to re-identify cannot be left out or denied", () => {
    assert.equal(refused(applicationJson({ noReidentification: false })), true);
  });

  it("Art. 73(1)(d): persons have accounts of their own, one of them leads", () => {
    const [lead] = APPLICATION.persons;
    assert.equal(refused(applicationJson({ persons: [lead, { ...lead, role: "researcher" }] })), true);
    assert.equal(refused(applicationJson({ persons: [{ ...lead, role: "researcher" }] })), true);
  });
});

describe("checkApplicant", () => {
  it("Art. 53(2): a university with purpose (c) needs a mandate", () => {
    const purposes = ["STATISTICS"];
    assert.throws(() => checkApplicant(parse({ purposes })), { code: "E3012" });
    const mandate = { mandator: "Statistics office", documentHash: APPLICATION_HASH };
    checkApplicant(parse({ purposes, applicant: applicant("university", mandate) }));
    checkApplicant(parse({ purposes, applicant: applicant("public-body") }));
  });

  it("Art. 71(4): the exception from opt-out is for public bodies and their purposes", () => {
    const optOutException = { nationalLaw: "Act 1/2029", justification: "No other data" };
    assert.throws(() => checkApplicant(parse({ optOutException, applicant: applicant("company") })), {
      code: "E3012",
    });
    checkApplicant(parse({ optOutException, applicant: applicant("public-health-body") }));
    assert.throws(
      () =>
        checkApplicant(
          parse({ optOutException, purposes: ["EDUCATION"], applicant: applicant("public-health-body") }),
        ),
      { code: "E3012" },
    );
  });

  it("Art. 68(6): the accelerated procedure is for public health bodies and purposes (a) to (c) alone", () => {
    const health = applicant("public-health-body");
    assert.equal(isAccelerated(parse({ applicant: health, purposes: ["STATISTICS"] })), true);
    assert.equal(isAccelerated(parse({ applicant: health, purposes: ["STATISTICS", "EDUCATION"] })), false);
    assert.equal(
      isAccelerated(parse({ applicant: applicant("public-body"), purposes: ["STATISTICS"] })),
      false,
    );
  });
});

describe("DataRequest", () => {
  it("Art. 69(2): needs each of its points and has no place for persons with access", () => {
    const {
      persons: _p,
      dataFormat: _d,
      period: _t,
      environment: _e,
      ethics: _x,
      ...common
    } = applicationJson();
    const request = {
      ...common,
      format: "symbolon-data-request/1",
      statisticalContent: "Patients by stage and year",
      lawfulBasis: "Art. 6(1)(e) GDPR",
    };
    assert.equal(DataRequest.safeParse(request).success, true);
    for (const key of Object.keys(request)) {
      const { [key]: _, ...rest } = request as Record<string, unknown>;
      assert.equal(DataRequest.safeParse(rest).success, false, key);
    }
    assert.equal(DataRequest.safeParse({ ...request, persons: APPLICATION.persons }).success, false);
  });
});

describe("PermitDocument", () => {
  it("Art. 68(10): a missing block of the eight fails", () => {
    const document: Record<string, unknown> = permitDocument();
    for (const block of [
      "data",
      "purpose",
      "optOutException",
      "authorisedPersons",
      "duration",
      "environment",
      "fees",
      "conditions",
    ]) {
      const { [block]: _, ...rest } = document;
      assert.equal(PermitDocument.safeParse(rest).success, false, block);
    }
  });

  it("Art. 68(10): JSON there and back has the hash that goes on chain", () => {
    const document = permitDocument();
    const back = PermitDocument.parse(JSON.parse(JSON.stringify(document)));
    assert.equal(documentKeccak(back), decisionOf(document).decisionHash);
    const other = permitDocument({ conditions: [] });
    assert.notEqual(documentKeccak(other), documentKeccak(document));
  });

  it("Art. 66(3): pseudonymised data without a justification fail", () => {
    const document = permitDocument();
    const data = { ...document.data, format: { kind: "pseudonymised", justification: "" } };
    assert.equal(PermitDocument.safeParse({ ...document, data }).success, false);
  });

  it("names another vocabulary than its own: refused", () => {
    assert.equal(PermitDocument.safeParse({ ...permitDocument(), "@context": {} }).success, false);
  });

  it("GDPR: names nobody; without the salt a person's commitment fits no guess", () => {
    assert.doesNotMatch(JSON.stringify(permitDocument()), /P\. I\. Example/);
    const person = { name: "P. I. Example", account: APPLICATION.persons[0]!.account };
    assert.equal(personIdentity(SALT, person), PERSON);
    assert.notEqual(personIdentity(`0x${"22".repeat(32)}`, person), PERSON);
    assert.throws(() => personIdentity("0x22", person), RangeError);
  });
});

describe("quoteCosts", () => {
  const tariff = {
    unitCents: { assessment: "50000", environment: "9999" },
    reductionBps: { university: 3333 },
  } as const;
  const work = [
    { kind: "assessment", units: 1 },
    { kind: "environment", units: 12 },
  ] as const;

  it("Art. 62(3): two applicants of one class pay the same for the same", () => {
    const classes = fc.constantFrom("university", "company", "public-body");
    const units = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(classes, units, fc.bigInt(0n, 10n ** 9n), (applicantClass, n, cents) => {
        const quote = (applicationHash: `0x${string}`) =>
          quoteCosts(tariff, {
            applicationHash,
            country: "FI",
            applicantClass,
            work: [{ kind: "environment", units: n }],
            holderEstimates: [{ datasetId: "1", cents }],
          });
        const [one, other] = [quote(`0x${"11".repeat(32)}`), quote(`0x${"22".repeat(32)}`)];
        assert.deepEqual(one.lines, other.lines);
        assert.equal(CostQuote.safeParse(one).success, true);
        // A holder is paid what it estimated, never less (62(2)).
        assert.equal(one.lines.at(-1)!.totalCents, cents.toString());
      }),
      { numRuns: 200 },
    );
  });

  it("Art. 62(1): reduces by class, in whole cents, upwards", () => {
    const quote = quoteCosts(tariff, {
      applicationHash: APPLICATION_HASH,
      country: "FI",
      applicantClass: "university",
      work,
      holderEstimates: [],
    });
    assert.deepEqual(
      quote.lines.map(({ totalCents }) => totalCents),
      ["33335", "79996"],
    );
  });

  it("refuses work without a published price, and a total that is not the sum", () => {
    assert.throws(
      () =>
        quoteCosts(tariff, {
          applicationHash: APPLICATION_HASH,
          country: "FI",
          applicantClass: "company",
          work: [{ kind: "storage", units: 1 }],
          holderEstimates: [],
        }),
      { code: "E1006" },
    );
    const line = { kind: "assessment", datasetId: null, units: 1, totalCents: "2" };
    const quote = {
      format: "symbolon-cost-quote/1",
      applicationHash: APPLICATION_HASH,
      country: "FI",
      lines: [line],
    };
    assert.equal(CostQuote.safeParse({ ...quote, totalCents: "2" }).success, true);
    assert.equal(CostQuote.safeParse({ ...quote, totalCents: "3" }).success, false);
  });
});

describe("CATEGORY_RULES", () => {
  it("Art. 105: five categories apply from 2031; Art. 51(4): four may be stricter", () => {
    const later = CATEGORY_RULES.filter(({ appliesFrom }) => appliesFrom === "2031-03-26");
    assert.deepEqual(later.map(({ point }) => point).join(""), "bfgmp");
    const stricter = CATEGORY_RULES.filter(({ stricterNationalLaw }) => stricterNationalLaw);
    assert.deepEqual(stricter.map(({ point }) => point).join(""), "fgiq");
    assert.equal(CATEGORY_RULES.length, 17);
  });
});

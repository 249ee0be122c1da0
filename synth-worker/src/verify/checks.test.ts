import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hex } from "@symbolon/protocol";
import { type ChainFacts, chainFacts } from "./chainFacts.ts";
import type { Check } from "./check.ts";
import { checkBudget } from "./checkBudget.ts";
import { checkCommitments } from "./checkCommitments.ts";
import { checkConsent } from "./checkConsent.ts";
import { checkFigures } from "./checkFigures.ts";
import { checkPayouts } from "./checkPayouts.ts";
import { checkPermit } from "./checkPermit.ts";
import { checkRecords } from "./checkRecords.ts";
import type { Evidence } from "./evidence.ts";
import {
  changed,
  SAMPLE,
  type SampleEvent,
  sampleEvents,
  sampleEvidence,
} from "./test-support/sampleEvidence.ts";

const { orderId } = SAMPLE;
const ALL: ((evidence: Evidence, facts: ChainFacts) => Check[])[] = [
  checkRecords,
  checkCommitments,
  checkFigures,
  (_, facts) => checkConsent(facts),
  (_, facts) => checkPermit(facts),
  (_, facts) => checkBudget(facts),
  (_, facts) => checkPayouts(facts),
];

function broken(evidence: Evidence): Check[] {
  const facts = chainFacts(evidence);
  return ALL.flatMap((run) => run(evidence, facts)).filter((check) => !check.ok);
}
const brokenNames = (events: SampleEvent[]) => broken(sampleEvidence(events)).map((check) => check.name);
/** The events with more of them just before the one named `before`. */
function withBefore(events: SampleEvent[], before: string, more: SampleEvent[]): SampleEvent[] {
  const at = events.findIndex((event) => event.name === before);
  const { block } = events[at]!;
  const placed = more.map((event) => (block === undefined ? event : { ...event, block: block - 1 }));
  return [...events.slice(0, at), ...placed, ...events.slice(at)];
}
const struct = (value: unknown, change: Record<string, unknown>) => ({ ...(value as object), ...change });

for (const lane of ["COMMERCIAL", "EHDS"] as const)
  test(`a delivered order of the ${lane} lane holds`, () => {
    assert.deepEqual(broken(sampleEvidence(sampleEvents(lane))), []);
  });

test("events that are not what the contracts keep are named, for the order as for the job", () => {
  const evidence = sampleEvidence(sampleEvents());
  const { records } = evidence;
  const other = `0x${"ab".repeat(31)}${records.order.slice(64)}` as const;
  const names = (changedRecords: Evidence["records"]) =>
    broken({ ...evidence, records: changedRecords }).map((check) => check.name);
  assert.deepEqual(names({ ...records, order: other }), ["records on chain"]);
  assert.deepEqual(names({ ...records, job: other }), ["records on chain"]);
  const otherStatus = `${records.order.slice(0, 64)}05` as Hex;
  assert.deepEqual(names({ ...records, order: otherStatus }), ["records on chain"]);
});

test("a commitment that does not open to the report, or came after it, is named", () => {
  const foreign = changed(sampleEvents(), "JobCommitted", ([id, commits]) => [
    id,
    [...(commits as string[])].reverse(),
  ]);
  assert.deepEqual(brokenNames(foreign), ["result commitments"]);
  const late = sampleEvents().map((event) =>
    event.name === "JobCommitted" ? { ...event, block: 103 } : event,
  );
  assert.ok(brokenNames(late).includes("result commitments"));
});

test("figures must be the document's rounded up, and within the thresholds of their time", () => {
  const lower = changed(sampleEvents(), "JobCertified", ([id, evaluator, figures, passed]) => [
    id,
    evaluator,
    struct(figures, { tvd1Bps: 566n }),
    passed,
  ]);
  assert.deepEqual(brokenNames(lower), ["certificate figures"]);
  const strict = changed(sampleEvents(), "ThresholdsChanged", ([releaseClass, thresholds]) => [
    releaseClass,
    struct(thresholds, { tvd2Bps: 1100n }),
  ]);
  assert.deepEqual(brokenNames(strict), ["certificate figures"]);
  const stricterLater: SampleEvent = {
    contract: "jobRegistry",
    name: "ThresholdsChanged",
    values: [1n, { ...SAMPLE.thresholds, tvd2Bps: 1100n }],
  };
  assert.deepEqual(brokenNames([...sampleEvents(), { ...stricterLater, block: 110 }]), []);
});

test("a withdrawal before finalise breaks consent, whichever of the three ways; one after it does not", () => {
  const ways: [string, unknown[]][] = [
    ["ConsentWithdrawn", [1n, `0x${"61".repeat(32)}`, 1n]],
    ["ConsentKeyWithdrawn", [1n, SAMPLE.buyer, 1n]],
    ["ConsentsWithdrawn", [1n, [`0x${"61".repeat(32)}`], `0x${"62".repeat(32)}`, `0x${"63".repeat(32)}`, 1n]],
  ];
  for (const [name, values] of ways) {
    const event = { contract: "consentRegistry", name, values };
    assert.deepEqual(brokenNames(withBefore(sampleEvents(), "JobFinalised", [event])), ["consent"], name);
    assert.deepEqual(brokenNames([...sampleEvents(), { ...event, block: 110 }]), [], name);
  }
});

test("a suspended basis breaks consent in both lanes, until it is resumed", () => {
  const suspend = (suspended: boolean): SampleEvent => ({
    contract: "consentRegistry",
    name: "ConsentBasisSuspended",
    values: [1n, suspended],
  });
  for (const lane of ["COMMERCIAL", "EHDS"] as const) {
    const events = sampleEvents(lane);
    assert.deepEqual(brokenNames(withBefore(events, "JobFinalised", [suspend(true)])), ["consent"]);
    assert.deepEqual(brokenNames(withBefore(events, "JobFinalised", [suspend(true), suspend(false)])), []);
  }
});

test("in the EHDS lane the opt-out list of the approval binds, not a later one", () => {
  const later = {
    contract: "consentRegistry",
    name: "OptOutRootAnchored",
    values: [1n, 2n, `0x${"42".repeat(32)}`],
  };
  assert.deepEqual(brokenNames(withBefore(sampleEvents("EHDS"), "OrderPlaced", [later])), []);
  assert.deepEqual(brokenNames(withBefore(sampleEvents("EHDS"), "PermitIssued", [later])), ["consent"]);
});

const issued = (change: Record<string, unknown>) =>
  changed(sampleEvents("EHDS"), "PermitIssued", ([id, issuer, holder, decision]) => [
    id,
    issuer,
    holder,
    struct(decision, change),
  ]);
const permitEvent = (name: string, ...values: unknown[]): SampleEvent => ({
  contract: "permitRegistry",
  name,
  values: [3n, ...values],
});
const hash = `0x${"33".repeat(32)}`;

for (const [what, events] of [
  ["of another holder", issued({ holder: SAMPLE.provider })],
  ["without the purpose", issued({ purposesMask: 32n })],
  ["without the dataset", issued({ datasetIds: [2n] })],
  ["that ran out before finalise", issued({ validUntil: 4999n })],
  ["that was not valid yet", issued({ validFrom: 5001n })],
  ["that was never issued", changed(sampleEvents("EHDS"), "PermitIssued", () => null)],
  [
    "that was amended before finalise",
    withBefore(sampleEvents("EHDS"), "JobFinalised", [permitEvent("PermitAmended", 2n, hash, 16n, [1n])]),
  ],
  [
    "that was revoked before finalise",
    withBefore(sampleEvents("EHDS"), "JobFinalised", [permitEvent("PermitRevoked", hash)]),
  ],
  [
    "that was suspended at finalise",
    withBefore(sampleEvents("EHDS"), "JobFinalised", [permitEvent("PermitSuspended", hash)]),
  ],
] as const)
  test(`a data permit ${what} is named`, () => {
    assert.ok(brokenNames([...events]).includes("data permit"));
  });

test("an extension in time and a suspension that was lifted leave the permit good", () => {
  const events = withBefore(issued({ validUntil: 4999n }), "JobFinalised", [
    permitEvent("PermitExtended", hash, 9000n),
    permitEvent("PermitSuspended", hash),
    permitEvent("PermitResumed"),
  ]);
  assert.deepEqual(brokenNames(events), []);
});

test("Art. 71(4): of a permit excepted from opt-outs it is not said that they were kept", () => {
  const said = (optOutException: boolean) => {
    const [check] = checkConsent(chainFacts(sampleEvidence(issued({ optOutException }))));
    return check!.detail;
  };
  assert.match(said(true), /do not bind the permit/);
  assert.match(said(false), /lists 1 bind the permit/);
});

test("an EHDS dataset sold without a permit is named", () => {
  const events = changed(sampleEvents(), "DatasetPublished", ([id, provider, listing]) => [
    id,
    provider,
    struct(listing, { lane: 1n }),
  ]);
  assert.deepEqual(brokenNames(events), ["data permit"]);
});

test("budget: a charge missing, twice, of another sum, or beyond the cap is named; a new version adds to the cap", () => {
  const recharged = (rhoMicro: bigint) =>
    changed(sampleEvents(), "BudgetCharged", ([dataset, order]) => [dataset, order, rhoMicro]);
  assert.deepEqual(brokenNames(changed(sampleEvents(), "BudgetCharged", () => null)), ["budget"]);
  assert.deepEqual(brokenNames(recharged(24354n)), ["budget"]);
  const charge = (order: bigint, rhoMicro: bigint): SampleEvent => ({
    contract: "privacyLedger",
    name: "BudgetCharged",
    values: [1n, order, rhoMicro],
    block: 110,
  });
  assert.deepEqual(brokenNames([...sampleEvents(), charge(orderId, 24355n)]), ["budget"]);
  const beyond = [...sampleEvents(), charge(8n, 480_000n)];
  assert.deepEqual(brokenNames(beyond), ["budget"]);
  const topUp: SampleEvent = {
    contract: "privacyLedger",
    name: "BudgetToppedUp",
    values: [1n, 2n, 100_000n, 600_000n],
    block: 105,
  };
  assert.deepEqual(brokenNames([...beyond, topUp]), []);
});

test("money: another payee, another split, other fees, or a claim of another sum is named", () => {
  const settled = (change: Record<string, unknown>) =>
    changed(sampleEvents(), "OrderSettled", ([id, settlement]) => [id, struct(settlement, change)]);
  assert.deepEqual(brokenNames(settled({ amountsWei: [80n, 6n, 5n, 5n, 2n, 2n] })), ["payouts"]);
  assert.deepEqual(brokenNames(settled({ amountsWei: [80n, 5n, 5n, 5n, 2n, 2n] })), ["payouts"]);
  const { provider, nodes, evaluator, buyer } = SAMPLE;
  assert.deepEqual(brokenNames(settled({ payees: [provider, ...nodes, evaluator, buyer] })), ["payouts"]);
  const cheaper = changed(sampleEvents(), "FeesChanged", ([fees, treasury]) => [
    struct(fees, { workerBps: 1400n }),
    treasury,
  ]);
  assert.deepEqual(brokenNames(cheaper), ["fees"]);
  const claim = (amountWei: bigint): SampleEvent => ({
    contract: "market",
    name: "PayoutClaimed",
    values: [orderId, 0n, provider, amountWei],
    block: 120,
  });
  assert.deepEqual(brokenNames([...sampleEvents(), claim(81n)]), []);
  assert.deepEqual(brokenNames([...sampleEvents(), claim(80n)]), ["payouts"]);
  assert.deepEqual(brokenNames([...sampleEvents(), claim(81n), claim(81n)]), ["payouts"]);
});

test("a dataset that was left out is not charged, needs no consent, and its price goes back to the buyer", () => {
  const dropped = changed(sampleEvents(), "JobMeasured", ([id, digest]) => [id, digest, 1n]);
  assert.deepEqual(brokenNames(dropped), ["budget", "payouts"]);
  const uncharged = changed(dropped, "BudgetCharged", () => null);
  const { provider, buyer, nodes, evaluator, treasury } = SAMPLE;
  const payees = [provider, buyer, ...nodes, evaluator, treasury];
  const refunded = changed(uncharged, "OrderSettled", ([id, settlement]) => [
    id,
    struct(settlement, { payees, amountsWei: [0n, 100n, 0n, 0n, 0n, 0n, 0n] }),
  ]);
  const withdrawn = {
    contract: "consentRegistry",
    name: "ConsentWithdrawn",
    values: [1n, `0x${"61".repeat(32)}`, 1n],
  };
  assert.deepEqual(brokenNames(withBefore(refunded, "JobFinalised", [withdrawn])), []);
  assert.deepEqual(brokenNames(withBefore(sampleEvents(), "JobFinalised", [withdrawn])), ["consent"]);
});

test("in the EHDS lane the shares are the cost lines of the version ordered", () => {
  const dearer = changed(sampleEvents("EHDS"), "DatasetPublished", ([id, provider, listing]) => [
    id,
    provider,
    struct(listing, { costs: { holderWei: 49n, computeWei: 31n, evaluationWei: 15n, accessBodyWei: 5n } }),
  ]);
  assert.deepEqual(brokenNames(dearer), ["fees"]);
});

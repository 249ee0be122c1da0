import assert from "node:assert/strict";
import { test } from "node:test";
import { DUO_TERMS } from "./duoTerms.ts";
import { entryTriples } from "./entryTriples.ts";
import { type OfferInput, odrlOffer } from "./odrlOffer.ts";

const INPUT: OfferInput = {
  iri: "https://hub.example.org/catalogue/1/offer",
  target: "urn:symbolon:dataset:1",
  owner: `0x${"a1".repeat(20)}`,
  chainId: 31_337,
  lane: "COMMERCIAL",
  purposesMask: 0b0101_0000,
  dataUse: DUO_TERMS.filter(({ kind }) => kind !== "root").map(({ id, value }) => ({
    duo: id,
    values: value === null ? [] : ["x"],
  })),
  priceWei: 10n ** 21n,
};
const objectsOf = (offer: object, predicate: string) =>
  entryTriples(offer)
    .filter((triple) => triple.predicate.value.endsWith(predicate))
    .map(({ object }) => object.value);

test("in the commercial lane every term of the ontology is in the offer once, as constraint or duty", () => {
  const named = objectsOf(odrlOffer(INPUT), "symbolon:vocabulary:duo");
  const iris = INPUT.dataUse.map(({ duo }) => `http://purl.obolibrary.org/obo/${duo.replace(":", "_")}`);
  assert.deepEqual(named.sort(), iris.sort());
  assert.equal(objectsOf(odrlOffer(INPUT), "odrl/2/prohibition").length, 0);
});

test("in the EHDS lane the five uses of Art. 54 are prohibited and the terms are information only", () => {
  const offer = odrlOffer({ ...INPUT, lane: "EHDS" });
  assert.equal(objectsOf(offer, "odrl/2/prohibition").length, 5);
  assert.equal(objectsOf(offer, "vocabulary:information").length, INPUT.dataUse.length);
  assert.equal(offer["odrl:permission"]["odrl:constraint"].length, 1, "the purposes alone");
  assert.equal(offer["odrl:permission"]["odrl:duty"].length, 1, "the payment alone");
});

test("the offer says dataset, account, purposes and the exact price", () => {
  const offer = odrlOffer({ ...INPUT, dataUse: [] });
  assert.deepEqual(objectsOf(offer, "odrl/2/target"), [INPUT.target]);
  assert.deepEqual(objectsOf(offer, "odrl/2/assigner"), [`did:pkh:eip155:31337:${INPUT.owner}`]);
  assert.deepEqual(objectsOf(offer, "odrl/2/rightOperand").sort(), [
    "1000000000000000000000",
    "urn:symbolon:vocabulary:ALGORITHMS",
    "urn:symbolon:vocabulary:SCIENTIFIC_RESEARCH",
  ]);
});

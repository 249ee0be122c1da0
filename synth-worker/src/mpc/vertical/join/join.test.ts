import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import type { EntropySource } from "../../../random/entropySource.ts";
import { keystream } from "../../../random/keystream.ts";
import { seededEntropy } from "../../../random/testOnly.ts";
import { overlapVariance } from "../overlapVariance.ts";
import { type BlindedIdentifiers, blindIdentifiers } from "./blindIdentifiers.ts";
import { evaluateBlinded } from "./evaluateBlinded.ts";
import { evaluationHolds } from "./evaluationHolds.ts";
import { identifierTokens } from "./identifierTokens.ts";
import { keepOneRow } from "./keepOneRow.ts";
import { matchRows } from "./matchRows.ts";
import { nodeTokenKey } from "./nodeTokenKey.ts";
import { prfValues } from "./prfValues.ts";
import { sortedTokens } from "./sortedTokens.ts";
import { tokensAscend } from "./tokensAscend.ts";
import { voprfSuite } from "./voprfSuite.ts";

const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const { Point, decode } = voprfSuite;

/** RFC 9497, A.1.2, ristretto255-SHA512, VOPRF mode. */
const KEY = hex("e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909");
const PUBLIC_KEY = hex("c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e");
const INPUTS = [hex("00"), hex("5a".repeat(17))];
const OUTPUTS = [
  "b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7da4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c",
  "8a9a2f3c7f085b65933594309041fc1898d42d0858e59f90814ae90571a6df60356f4610bf816f27afdd84f47719e480906d27ecd994985890e5f539e7ea74b6",
];
const R1 = hex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706");
const R2 = hex("222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e");
const VECTORS = [
  {
    name: "A.1.2.1",
    inputs: [0],
    blinds: [R1],
    blinded: ["863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945"],
    evaluated: ["aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e"],
    proof:
      "ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd066d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d",
    proofScalar: R2,
  },
  {
    name: "A.1.2.2",
    inputs: [1],
    blinds: [R1],
    blinded: ["cc0b2a350101881d8a4cba4c80241d74fb7dcbfde4a61fde2f91443c2bf9ef0c"],
    evaluated: ["60a59a57208d48aca71e9e850d22674b611f752bed48b36f7a91b372bd7ad468"],
    proof:
      "401a0da6264f8cf45bb2f5264bc31e109155600babb3cd4e5af7d181a2c9dc0a67154fabf031fd936051dec80b0b6ae29c9503493dde7393b722eafdf5a50b02",
    proofScalar: R2,
  },
  {
    name: "A.1.2.3",
    inputs: [0, 1],
    blinds: [R1, R2],
    blinded: [
      "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
      "90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654",
    ],
    evaluated: [
      "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e",
      "cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a",
    ],
    proof:
      "cc203910175d786927eeb44ea847328047892ddf8590e723c37205cb74600b0a5ab5337c8eb4ceae0494c2cf89529dcf94572ed267473d567aeed6ab873dee08",
    proofScalar: hex("419c4f4f5052c53c45f3da494d2b67b220d02118e0857cdbcf037f9ea84bbe0c"),
  },
] as const;

/** Entropy from which the library draws exactly these scalars: it reads n little-endian and takes 1 + n mod (order - 1). */
function scalarEntropy(scalars: readonly Uint8Array[]): EntropySource {
  const queue = [...scalars];
  return {
    guarantee: false,
    bytes(length) {
      const out = new Uint8Array(length);
      let rest = Point.Fn.fromBytes(queue.shift()!) - 1n;
      for (let i = 0; i < length; i++, rest >>= 8n) out[i] = Number(rest & 255n);
      return out;
    },
  };
}
/** Three keys that add up to `key`. */
function splitKey(key: Uint8Array) {
  const [a, b] = [12345n, Point.Fn.ORDER - 678n];
  const secrets = [a, b, Point.Fn.sub(Point.Fn.fromBytes(key), Point.Fn.add(a, b))];
  return secrets.map((secret) => ({
    secret: Point.Fn.toBytes(secret),
    publicKey: Point.BASE.multiply(secret).toBytes(),
  }));
}
const points = (list: readonly string[]) => list.map((p) => ({ bytes: hex(p), point: decode(hex(p)) }));
const stops = (run: () => unknown, code = "E4020") =>
  assert.throws(run, (error) => error instanceof SymbolonError && error.code === code);

test("blinding, evaluation, proof and output are those of RFC 9497, A.1.2", () => {
  for (const vector of VECTORS) {
    const inputs = vector.inputs.map((i) => INPUTS[i]!);
    const blinded = blindIdentifiers(inputs, scalarEntropy(vector.blinds));
    assert.deepEqual(blinded.elements.map(text), vector.blinded, vector.name);
    const key = { secret: KEY, publicKey: PUBLIC_KEY };
    const answer = evaluateBlinded("7", key, blinded.elements, scalarEntropy([vector.proofScalar]));
    assert.deepEqual(answer.elements.map(text), vector.evaluated, vector.name);
    assert.deepEqual(answer.proofs.map(text), [vector.proof], vector.name);
    const check = {
      publicKey: PUBLIC_KEY,
      blinded: points(vector.blinded),
      evaluated: points(vector.evaluated),
      proof: hex(vector.proof),
    };
    assert.ok(evaluationHolds(check));
    assert.ok(!evaluationHolds({ ...check, publicKey: Point.BASE.toBytes() }));
    const values = prfValues(
      inputs,
      blinded.blinds,
      points(vector.evaluated).map(({ point }) => point),
    );
    assert.deepEqual(
      values.map(text),
      vector.inputs.map((i) => OUTPUTS[i]),
      vector.name,
    );
  }
});

test("three nodes with shares of the RFC's key give the RFC's outputs", () => {
  const keys = splitKey(KEY);
  const blinded = blindIdentifiers(INPUTS, seededEntropy(1));
  const answers = keys.map((key, i) => evaluateBlinded("7", key, blinded.elements, seededEntropy(i + 2)));
  const tokens = identifierTokens({
    orderId: "7",
    blinded,
    publicKeys: keys.map(({ publicKey }) => publicKey),
    answers,
  });
  assert.equal(text(tokens), OUTPUTS.map((output) => output.slice(0, 32)).join(""));
});

test("a node that uses another key, skips an identifier or spoils a byte is named", () => {
  const keys = [1, 2, 3].map((seed) => nodeTokenKey(seededEntropy(seed)));
  const identifiers = ["a", "b", "c"].map((id) => new TextEncoder().encode(id));
  const blinded = blindIdentifiers(identifiers, seededEntropy(4));
  const answers = keys.map((key, i) => evaluateBlinded("7", key, blinded.elements, seededEntropy(i + 5)));
  const publicKeys = keys.map(({ publicKey }) => publicKey);
  const tokens = (changed: typeof answers, input: BlindedIdentifiers = blinded) =>
    identifierTokens({ orderId: "7", blinded: input, publicKeys, answers: changed });
  assert.equal(tokens(answers).length, 48);
  const other = evaluateBlinded("7", keys[0]!, blinded.elements, seededEntropy(9));
  const flip = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  const node1 = answers[1]!;
  const wrong = [
    other,
    { ...node1, elements: [...node1.elements].reverse() },
    { ...node1, elements: node1.elements.slice(1) },
    { ...node1, elements: [node1.elements[0]!, node1.elements[0]!, node1.elements[2]!] },
    { ...node1, elements: [new Uint8Array(32), ...node1.elements.slice(1)] },
    { ...node1, elements: [flip(node1.elements[0]!, 3), ...node1.elements.slice(1)] },
    { ...node1, proofs: [] },
    ...[0, 31, 32, 63].map((at) => ({ ...node1, proofs: [flip(node1.proofs[0]!, at)] })),
  ];
  for (const answer of wrong) {
    assert.throws(
      () => tokens([answers[0]!, answer, answers[2]!]),
      (error) => error instanceof SymbolonError && String(error.details.reason).startsWith("node 1 "),
    );
  }
  stops(() => tokens(answers.slice(1)));
  stops(() => evaluateBlinded("7", keys[0]!, [new Uint8Array(32)], seededEntropy(1)));
  stops(() => evaluateBlinded("7", keys[0]!, [new Uint8Array(32).fill(255)], seededEntropy(1)));
});

test("no key share alone and no two of them give the tokens; another job's keys give others", () => {
  const keys = [1, 2, 3].map((seed) => nodeTokenKey(seededEntropy(seed)));
  const blinded = blindIdentifiers([INPUTS[1]!], seededEntropy(4));
  const evaluate = (list: readonly (typeof keys)[number][]) => {
    const answers = list.map((key) => evaluateBlinded("7", key, blinded.elements, seededEntropy(5)));
    return text(
      identifierTokens({
        orderId: "7",
        blinded,
        publicKeys: list.map(({ publicKey }) => publicKey),
        answers,
      }),
    );
  };
  const [a, b, c] = keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]];
  const d = nodeTokenKey(seededEntropy(99));
  assert.equal(evaluate([a, b, c]), evaluate([c, a, b]));
  assert.notEqual(evaluate([a, b, c]), evaluate([a, b, d]));
  assert.notEqual(evaluate([a, b, c]), evaluate([a, b, a]));
});

test("identifiers that repeat, are empty or too long are refused", () => {
  for (const list of [[hex("01"), hex("01")], [hex("")], [new Uint8Array(65536)]]) {
    stops(() => blindIdentifiers(list, seededEntropy(1)), "E1006");
  }
});

test("sorted tokens ascend, their order leads back, and repeats are refused", () => {
  const stream = keystream(new Uint8Array(32), "tokens");
  const tokens = stream.bytes(16 * 200);
  const { order, tokens: sorted } = sortedTokens(tokens);
  assert.ok(tokensAscend(sorted) && !tokensAscend(tokens));
  assert.ok(!tokensAscend(sorted.slice(1)) && !tokensAscend(new Uint8Array(32)));
  order.forEach((from, r) => {
    assert.equal(
      text(sorted.subarray(16 * r, 16 * r + 16)),
      text(tokens.subarray(16 * from, 16 * from + 16)),
    );
  });
  stops(() => sortedTokens(new Uint8Array(32)), "E1006");
});

test("matchRows finds what all lists have, wherever it lies; keepOneRow keeps each patient once", () => {
  const stream = keystream(new Uint8Array(32), "lists");
  for (let round = 0; round < 50; round++) {
    const hospitals = 2 + (round % 3);
    const lists = Array.from({ length: hospitals }, () => {
      const own = Array.from({ length: 30 }, (_, p) => p).filter(() => stream.nextBelow(3) > 0);
      // 16-byte tokens that are not in the order of the patients.
      return sortedTokens(
        Uint8Array.from(own.flatMap((p) => [(p * 37) % 101, ...new Array<number>(14).fill(7), p])),
      );
    });
    const names = lists.map(({ tokens }) =>
      Array.from({ length: tokens.length / 16 }, (_, r) => tokens[16 * r + 15]!),
    );
    const common = names[0]!.filter((p) => names.every((list) => list.includes(p)));
    const rows = matchRows(lists.map(({ tokens }) => tokens));
    for (const [h, list] of rows.entries()) {
      const found = [...list].map((r) => names[h]![r]);
      assert.deepEqual(found, common);
    }
    const kept = keepOneRow(lists.map(({ tokens }, h) => ({ datasetId: String(h), tokens })));
    const counted = kept.flatMap((list, h) => [...list].map((r) => names[h]![r]!)).sort((a, b) => a - b);
    assert.deepEqual(
      counted,
      [...new Set(names.flat())].sort((a, b) => a - b),
    );
  }
});

test("noise for a patient in m hospitals has m^2 times the variance", () => {
  const one = overlapVariance({ rhoMicro: 20_000n, marginals: 10, maxHospitals: 1 });
  const three = overlapVariance({ rhoMicro: 20_000n, marginals: 10, maxHospitals: 3 });
  assert.equal(three.num * one.den, 9n * one.num * three.den);
  assert.throws(() => overlapVariance({ rhoMicro: 1n, marginals: 1, maxHospitals: 0 }), RangeError);
  // By search: two tables that differ by one patient, who is at up to 3 of 3 hospitals in any of 2 cells each.
  let worst = 0;
  for (let cells = 0; cells < 27; cells++) {
    const difference = [0, 0];
    for (let h = 0, rest = cells; h < 3; h++, rest = Math.floor(rest / 3)) {
      if (rest % 3 < 2) difference[rest % 3]!++;
    }
    worst = Math.max(worst, difference[0]! ** 2 + difference[1]! ** 2);
  }
  assert.equal(worst, 3 ** 2);
});

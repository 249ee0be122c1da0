import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Interface, id, keccak256, type ParamType, sha256, toUtf8Bytes } from "ethers";
import { consentSet, withdrawalArgs } from "../../test-support/consents.ts";
import { send } from "../../test-support/contractCalls.ts";
import { createStage, type Stage } from "../../test-support/createStage.ts";
import { playUntil } from "../../test-support/jobSteps.ts";
import { claimPayout } from "../../test-support/payouts.ts";
import { issuePermit } from "../../test-support/permits.ts";
import { settlementOf } from "../../test-support/records.ts";
import { buy, EHDS, PRICE_B_WEI, publish } from "../../test-support/sale.ts";

/** Bytes of a word that are neither zero nor a repeated filler: a digest of 32 bytes has about 32 different ones. */
const DISTINCT_BYTES_OF_A_DIGEST = 12;
/** The only text there may be: where a worker is reached. */
const TEXT = /^http:\/\/127\.0\.0\.1\/[\w]+$/;

/** Everything a person could be found by in the tests' own consents; a dictionary attack tries it and its plain hashes. */
const NAMES = ["ada", "bo", "cy", "di", "eli"];

type Finding = { readonly where: string; readonly value: string };

/** Walks a decoded value: every leaf must be a number, a flag, an address, a digest or an allowed text. */
function* unexpected(where: string, value: unknown, type: ParamType): Generator<Finding> {
  if (type.baseType === "array") {
    for (const item of value as Iterable<unknown>) yield* unexpected(`${where}[]`, item, type.arrayChildren!);
  } else if (type.baseType === "tuple") {
    for (const [i, field] of type.components!.entries())
      yield* unexpected(`${where}.${field.name}`, (value as unknown[])[i], field);
  } else if (type.baseType === "string") {
    if (!TEXT.test(String(value))) yield { where, value: String(value) };
  } else if (type.baseType === "bytes32") {
    const bytes = String(value).slice(2).match(/../g)!;
    // A short identifier or a date in a bytes32 would be mostly zeros or ASCII.
    const isZero = bytes.every((byte) => byte === "00");
    const isText = bytes.every((byte) => byte === "00" || (byte >= "20" && byte <= "7e"));
    const isRandom = new Set(bytes).size >= DISTINCT_BYTES_OF_A_DIGEST && !isText;
    if (!isZero && !isRandom) yield { where, value: String(value) };
  } else if (!/^(u?int\d+|bool|address|bytes|bytes4)$/.test(type.baseType)) {
    yield { where, value: String(value) };
  }
}

/** Every word that any transaction of the chain carried or logged. */
async function scan(stage: Stage) {
  const provider = stage.actors.deployer.provider!;
  const byAddress = new Map(
    Object.values(stage.contracts).map((contract) => [
      String(contract.target).toLowerCase(),
      contract.interface,
    ]),
  );
  const findings: Finding[] = [];
  const everything: string[] = [];
  let calls = 0;
  let events = 0;
  const last = await provider.getBlockNumber();
  for (let number = 0; number <= last; number++) {
    const block = (await provider.getBlock(number, true))!;
    for (const transaction of block.prefetchedTransactions) {
      const abi: Interface | undefined = byAddress.get(transaction.to?.toLowerCase() ?? "");
      const parsed = abi?.parseTransaction(transaction);
      if (parsed == null) continue;
      calls += 1;
      everything.push(transaction.data.toLowerCase());
      for (const [i, input] of parsed.fragment.inputs.entries())
        findings.push(...unexpected(`${parsed.name}(${input.name})`, parsed.args[i], input));
    }
    for (const log of await provider.getLogs({ fromBlock: number, toBlock: number })) {
      const parsed = byAddress.get(log.address.toLowerCase())?.parseLog(log);
      assert.ok(parsed, `an event nobody declares at ${log.address}`);
      events += 1;
      everything.push(log.data.toLowerCase(), ...log.topics);
      for (const [i, input] of parsed.fragment.inputs.entries())
        findings.push(...unexpected(`${parsed.name}(${input.name})`, parsed.args[i], input));
    }
  }
  return { findings, calls, events, text: everything.join(" ") };
}

describe("what the chain learns of a whole life of the market", () => {
  it("is hashes, addresses, flags and numbers, and no name or plain hash of a name", async () => {
    const stage = await createStage();
    const { hospitalA, hospitalB, stranger, buyer, voter1 } = stage.actors;
    await publish(stage, hospitalA, { consentRoot: consentSet().root });
    await publish(stage, hospitalB, { priceWei: PRICE_B_WEI });
    await publish(stage, hospitalB, EHDS);
    await send(stage, stranger, "consentRegistry", "withdraw", ...(await withdrawalArgs(stage, 1n, 0)));
    await send(stage, hospitalA, "consentRegistry", "withdrawBatch", 1n, [id("nullifier")], id("evidence"));
    await send(stage, hospitalB, "consentRegistry", "anchorOptOutRoot", 3n, id("opt-out list"));
    await buy(stage);
    await playUntil(stage, 1n, "finalise");
    const permitId = await issuePermit(stage, { datasetIds: [3n] });
    await buy(stage, { datasetIds: [3n], permitId, maxPriceWei: 100n, clientOrderId: id("order 2") });
    await playUntil(stage, 2n, "finalise");
    await send(stage, buyer, "market", "release", 1n, await settlementOf(stage, 1n));
    await claimPayout(stage, 1n, 0);
    await send(stage, buyer, "token", "approve", stage.deployment.contracts.disputes, 10n ** 30n);
    const settlement = await settlementOf(stage, 2n);
    await send(stage, buyer, "disputes", "open", 2n, settlement, id("evidence"));
    await send(stage, voter1, "disputes", "vote", 2n, settlement, false, id("opinion"));

    const { findings, calls, events, text } = await scan(stage);
    assert.deepEqual(findings, []);
    assert.ok(calls > 40 && events > 60, `only ${calls} calls and ${events} events were looked at`);
    for (const name of NAMES) {
      const bytes = toUtf8Bytes(name);
      const forms = [Buffer.from(bytes).toString("hex").padEnd(64, "0"), keccak256(bytes), sha256(bytes)];
      for (const form of forms) assert.ok(!text.includes(form.replace("0x", "")), `${name} can be found`);
    }
  });

  it("would be noticed if it were a name, a date or a telephone number", () => {
    const text = typeOf("string");
    const word = typeOf("bytes32");
    const plain = `0x${Buffer.from("Jane Doe 1971-03-04").toString("hex").padEnd(64, "0")}`;
    assert.equal([...unexpected("x", "Jane Doe", text)].length, 1);
    assert.equal([...unexpected("x", "http://127.0.0.1/node1", text)].length, 0);
    assert.equal([...unexpected("x", `0x${"31".repeat(8)}${"00".repeat(24)}`, word)].length, 1);
    assert.equal([...unexpected("x", `0x${"00".repeat(28)}19710304`, word)].length, 1);
    assert.equal([...unexpected("x", id("salted"), word)].length, 0);
    // A word of text has letters enough to look random; ASCII gives it away.
    assert.equal([...unexpected("x", plain, word)].length, 1);
  });
});

function typeOf(type: string): ParamType {
  return new Interface([`function f(${type} x)`]).getFunction("f")!.inputs[0]!;
}

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { AbiCoder, Interface, keccak256, toUtf8Bytes } from "ethers";
import type { BlockReader } from "../chain/BlockReader.ts";
import { decodeLog } from "../sync/decodeLog.ts";
import { compileMapping } from "../test-support/compileMapping.ts";
import type { MappingEvent } from "../wasm/MappingEvent.ts";
import type { EntityData } from "../wasm/StoreValue.ts";
import { AsyncMemo } from "./AsyncMemo.ts";
import type { HostContext } from "./HostContext.ts";
import { PendingLoad } from "./PendingLoad.ts";
import { type HandlerEntities, runHandler } from "./runHandler.ts";

const ADDRESS = `0x${"ab".repeat(20)}`;
const HASH = `0x${"cd".repeat(32)}`;
const abi = new Interface([
  "function nameOf(uint256) view returns (string, uint64)",
  "function fails() view returns (bool)",
]);

const log = {
  address: ADDRESS,
  topics: [HASH],
  data: "0x",
  blockHash: HASH,
  blockNumber: 77,
  transactionHash: HASH,
  transactionIndex: 0,
  logIndex: 3,
};
const event: MappingEvent = {
  log,
  block: {
    hash: HASH,
    parentHash: HASH,
    number: 77,
    timestamp: 1_800_000_000n,
    unclesHash: HASH,
    author: ADDRESS,
    stateRoot: HASH,
    transactionsRoot: HASH,
    receiptsRoot: HASH,
    logsBloom: "0x",
    gasUsed: 1n,
    gasLimit: 2n,
    difficulty: 0n,
    totalDifficulty: 0n,
    size: null,
    baseFeePerGas: 7n,
  },
  transaction: {
    hash: HASH,
    index: 0n,
    from: ADDRESS,
    to: null,
    value: 0n,
    gasLimit: 1n,
    gasPrice: 1n,
    input: "0x",
    nonce: 41n,
  },
  parameters: [{ name: "count", value: { kind: "Uint", value: 2n ** 255n } }],
  receipt: {
    transactionHash: HASH,
    transactionIndex: 0n,
    blockHash: HASH,
    blockNumber: 77n,
    cumulativeGasUsed: 10n,
    gasUsed: 9n,
    contractAddress: null,
    logs: [log],
    status: 1n,
    root: HASH,
    logsBloom: "0x",
  },
};

/** Answers reads of state; everything else the handlers must not ask. */
const chain = {
  call: async (_to: string, data: string) =>
    data.startsWith(abi.getFunction("nameOf")!.selector)
      ? AbiCoder.defaultAbiCoder().encode(["string", "uint64"], ["five", 5n])
      : null,
  balance: async () => 10n ** 20n,
  code: async () => "0x60",
} as unknown as BlockReader;

describe("runHandler", () => {
  let module: WebAssembly.Module;
  before(async () => {
    module = await compileMapping("subgraph/src/tests/hostFunctions.ts");
  });

  /** Runs a handler and returns what it put under each name. */
  async function answersOf(
    handler: string,
    more: Partial<HandlerEntities> = {},
    parameters = event.parameters,
  ) {
    const answers: Record<string, string> = {};
    const logged: string[] = [];
    const context: Omit<HostContext, "memory" | "entities"> = {
      memo: new AsyncMemo(),
      chain,
      content: { cat: async (path) => (path === "bafy/file" ? new TextEncoder().encode("content") : null) },
      blockHash: HASH,
      dataSource: { address: ADDRESS, network: "localhost", abis: new Map([["Registry", abi]]) },
      log: (level, text) => logged.push(`${level} ${text}`),
    };
    const openEntities = (): HandlerEntities => {
      const own = new Map<string, string>();
      return {
        get: () => null,
        getInBlock: () => null,
        loadRelated: () => [],
        set: (_type, id, data) => {
          const text = data.get("text");
          own.set(id, text?.kind === "String" ? text.value : "?");
        },
        remove: (type, id) => own.set("removed", `${type} ${id}`),
        commit: () => Object.assign(answers, Object.fromEntries(own)),
        ...more,
      };
    };
    await runHandler({ module, handler, event: { ...event, parameters }, context, openEntities });
    return { answers, logged };
  }

  it("computes with integers as wide as they come", async () => {
    const a = -12345678901234567890123n;
    assert.deepEqual((await answersOf("handleIntegers")).answers, {
      plus: `${a + 1000n}`,
      minus: `${a - 1000n}`,
      times: `${a * 1000n}`,
      div: `${a / 1000n}`,
      mod: `${a % 1000n}`,
      pow: `${1000n ** 20n}`,
      bitOr: "15",
      bitAnd: "4",
      leftShift: `${3n << 100n}`,
      rightShift: "-3",
      toHex: "0xff",
      neg: `${-a}`,
      sqrt: "1000",
      compare: "true",
      fromU64: `${2n ** 64n - 1n}`,
      fromI64: `${-(2n ** 63n)}`,
    });
  });

  it("computes with decimals", async () => {
    assert.deepEqual((await answersOf("handleDecimals")).answers, {
      plus: "1.247",
      minus: "1.253",
      times: "-0.00375",
      div: `0.41${"6".repeat(31)}7`,
      equals: "true",
      fromInteger: "2.5",
      truncate: "3.14",
    });
  });

  it("converts bytes, text and addresses", async () => {
    assert.deepEqual((await answersOf("handleConversions")).answers, {
      keccak: keccak256(toUtf8Bytes("symbolon")),
      base58: "11233QC4",
      text: "grüße",
      address: "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    });
  });

  it("encodes and decodes ABI values", async () => {
    const types = ["tuple(address,uint256[],string,int256,bytes4,bool)"];
    const values = [[`0x${"00".repeat(20)}`, [7n, 8n], "hello", -2n, "0x01020304", true]];
    assert.deepEqual((await answersOf("handleAbi")).answers, {
      encoded: AbiCoder.defaultAbiCoder().encode(types, values),
      address: `0x${"00".repeat(20)}`,
      list: "8",
      string: "hello",
      int: "-2",
      bytes: "0x01020304",
      bool: "true",
      refused: "true",
    });
  });

  it("waits for the chain and for files within a synchronous handler", async () => {
    const { answers, logged } = await answersOf("handleCalls");
    assert.deepEqual(answers, {
      called: "five 5",
      reverted: "true",
      balance: `${10n ** 20n}`,
      hasCode: "true",
      dataSource: `${ADDRESS} localhost`,
      file: "content",
      missing: "true",
    });
    assert.deepEqual(logged, ["info seen it at 77"]);
  });

  it("reads JSON with numbers as they stand", async () => {
    assert.deepEqual((await answersOf("handleJson")).answers, {
      i64: "1",
      f64: "-2500.0",
      string: "x",
      null: "true",
      bool: "true",
      bigInt: "123456789012345678901234567890",
      negative: "-9",
      kind: "true",
      refused: "true",
      accepted: "true",
    });
  });

  it("reads YAML with its tags", async () => {
    assert.deepEqual((await answersOf("handleYaml")).answers, {
      size: "2",
      number: "1",
      string: "two",
      bool: "true",
      null: "true",
      tag: "!own",
      refused: "true",
    });
  });

  it("loads entities that are fetched while the handler waits", async () => {
    const stored: EntityData = new Map([
      ["id", { kind: "String", value: "stored" }],
      ["text", { kind: "String", value: "from afar" }],
    ]);
    let loads = 0;
    let isLoaded = false;
    const { answers } = await answersOf("handleStore", {
      get: () => {
        if (isLoaded) return stored;
        throw new PendingLoad(async () => {
          loads += 1;
          isLoaded = true;
        });
      },
      loadRelated: (type, id, field) => {
        assert.deepEqual([type, id, field], ["Answer", "parent", "children"]);
        return [stored, stored];
      },
    });
    assert.equal(loads, 1);
    assert.deepEqual(answers, {
      stored: "from afar",
      inBlock: "true",
      related: "stored stored",
      removed: "Answer elsewhere",
    });
  });

  it("hands over receipt, transaction, block and parameters", async () => {
    assert.deepEqual((await answersOf("handleReceipt")).answers, {
      gasUsed: "9",
      logs: "1",
      topic: HASH,
      logIndex: "3",
      status: "1",
      to: "none",
      baseFee: "7",
      size: "none",
      nonce: "41",
      parameter: `count ${2n ** 255n}`,
    });
  });

  it("hands over tuples with dynamic, nested and fixed-size lists, as a log carries them", async () => {
    const signature =
      "event Placed((address owner, uint32[] versions, (bytes32 key, uint128[] amounts)[] parts, string text, int8 small, (bool flag, address[2] pair) inner) terms, address[3] nodes, bytes32[3] words, uint64[][2] matrix)";
    const placed = new Interface([signature]);
    const fragment = placed.getEvent("Placed")!;
    const addresses = ["a1", "a2", "a3"].map((digits) => `0x${digits.repeat(20)}`);
    const words = ["01", "02", "03"].map((digits) => `0x${digits.repeat(32)}`);
    const most = 2n ** 128n - 1n;
    const terms = {
      owner: addresses[0],
      versions: [1n, 2n ** 32n - 1n],
      parts: [
        { key: words[0], amounts: [] },
        { key: words[1], amounts: [most, 0n] },
      ],
      text: "grüße",
      small: -7n,
      inner: { flag: true, pair: [addresses[1], addresses[2]] },
    };
    const { data, topics } = placed.encodeEventLog(fragment, [terms, addresses, words, [[1n, 2n], []]]);
    const parameters = decodeLog({ handler: "", fragment, needsReceipt: false }, { ...log, data, topics });
    assert.deepEqual((await answersOf("handleTuples", {}, parameters)).answers, {
      owner: addresses[0],
      versions: `1,${2n ** 32n - 1n}`,
      parts: "2",
      lastKey: words[1],
      lastAmounts: `${most},0`,
      empty: "0",
      text: "grüße",
      small: "-7",
      flag: "true",
      pair: addresses[2],
      nodes: `3 ${addresses[2]}`,
      words: words[1],
      matrix: "1,2;",
      name: "matrix",
    });
  });

  it("throws what the mapping says and keeps none of its writes", async () => {
    let commits = 0;
    const commit = () => {
      commits += 1;
    };
    await assert.rejects(answersOf("handleAbort", { commit }), /on purpose at .*hostFunctions\.ts:\d+/);
    await assert.rejects(answersOf("handleCritical", { commit }), /stop here/);
    await assert.rejects(answersOf("handleNothing", { commit }), /does not export handleNothing/);
    assert.equal(commits, 0);
  });
});

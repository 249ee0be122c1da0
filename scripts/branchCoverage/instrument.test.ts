import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../repositoryRoot.ts";
import { parseSolidity } from "../solidity/parseSolidity.ts";
import { runSolc } from "../solidity/runSolc.ts";
import { SourceText } from "../solidity/sourceText.ts";
import { instrument, type ProbeRegister } from "./instrument.ts";
import { PROBE_LIBRARY, probeLibrarySource } from "./probeLibrary.ts";

/** Instruments the body of a function f(uint256 a, bool b) and returns the probes; fails if it does not compile. */
function probesOf(body: string, around = "") {
  const text = `pragma solidity ^0.8.28;
contract A {
    error No(uint256 a);
    ${around}
    function f(uint256 a, bool b) external returns (uint256 r) {
        ${body}
    }
}
`;
  const source = new SourceText("A.sol", text);
  const register: ProbeRegister = { probes: [], decisions: 0 };
  const tree = parseSolidity(repositoryRoot, [source]).get("A.sol")!;
  const instrumented = instrument(source, tree, register, `./${PROBE_LIBRARY}.sol`);
  const { errors = [] } = runSolc(repositoryRoot, {
    sources: {
      "A.sol": { content: instrumented },
      [`${PROBE_LIBRARY}.sol`]: { content: probeLibrarySource },
    },
    settings: { viaIR: true, outputSelection: { "A.sol": { "*": ["evm.bytecode.object"] } } },
  });
  const failures = errors
    .filter(({ severity }) => severity === "error")
    .map((error) => error.formattedMessage);
  assert.deepEqual(failures, [], instrumented);
  assert.equal(instrumented.split("\n").length, text.split("\n").length, "lines stay where they are");
  const branches = register.probes.filter(({ kind }) => kind === "branch").map(({ label }) => label);
  const count = (kind: string) => register.probes.filter((probe) => probe.kind === kind).length;
  return { branches, statements: count("statement"), functions: count("function"), probes: register.probes };
}

test("an if without else has two ways, and its single statement gets room", () => {
  const { branches, statements, functions } = probesOf("if (a > 1) revert No(a); r = a;");
  assert.deepEqual(branches, ["if a > 1: true", "if a > 1: false"]);
  assert.equal(statements, 3);
  assert.equal(functions, 1);
});

test("else if chains keep their meaning and count every condition", () => {
  const { branches, statements } = probesOf("if (a > 1) r = 1; else if (b) r = 2; else r = 3;");
  assert.deepEqual(branches, ["if a > 1: true", "if a > 1: false", "if b: true", "if b: false"]);
  assert.equal(statements, 5);
});

test("bare return, break and continue end where their semicolon is", () => {
  const { branches, statements } = probesOf(
    "for (uint256 i = 0; i < a; ++i) { if (b) continue; if (i > 3) break; } if (b) return r; g(a);",
    "function g(uint256 x) private { if (x > 1) return; for (uint256 i = x; i < 2; ++i) { x = i; } }",
  );
  assert.equal(branches.length, 12);
  assert.equal(statements, 12);
});

test("every operand of a logical operation counts, through parentheses", () => {
  const { branches } = probesOf("if (b && (a == 1 || a == 2)) r = 1;");
  assert.deepEqual(
    branches.filter((label) => label.startsWith("operand")),
    [
      "operand b: true",
      "operand b: false",
      "operand a == 1: true",
      "operand a == 1: false",
      "operand a == 2: true",
      "operand a == 2: false",
    ],
  );
  assert.equal(branches.length, 8);
});

test("ternaries, loops and require are decisions; assert and assembly are not", () => {
  const { branches, statements } = probesOf(`
    r = b ? a : 2;
    for (uint256 i = 0; i < a; ++i) r += i;
    while (r > 100) { r /= 2; }
    do r += 1; while (r < 3);
    require(a != 9, No(a));
    assert(a != 10);
    assembly ("memory-safe") { if b { r := 1 } }
  `);
  assert.deepEqual(
    branches.filter((label) => label.endsWith("true")),
    ["?: b: true", "loop i < a: true", "loop r > 100: true", "loop r < 3: true", "require a != 9: true"],
  );
  assert.equal(branches.length, 10);
  assert.equal(statements, 7 + 3, "seven statements and three loop bodies");
});

test("a try counts success and every catch clause, also empty ones", () => {
  const { branches, probes } = probesOf(
    "try this.g() {} catch Error(string memory) { r = 1; } catch {}",
    "function g() external {}",
  );
  assert.deepEqual(branches, ["try this.g(): success", "try this.g(): catch Error", "try this.g(): catch"]);
  assert.equal(new Set(probes.flatMap(({ decision }) => decision ?? [])).size, 1);
});

test("code outside of function bodies is left alone; modifiers are seen", () => {
  const { branches } = probesOf(
    "r = LIMIT;",
    "uint256 constant LIMIT = true ? 1 : 2; modifier m(bool c) { if (c) revert No(1); _; } function h() external m(LIMIT > 1 && true) {}",
  );
  assert.deepEqual(branches, ["if c: true", "if c: false"]);
});

test("bytes, not characters, are counted: text outside of ASCII moves nothing", () => {
  const { branches } = probesOf("/* für β: ∑ */ if (a > 1) { r = 2; }");
  assert.deepEqual(branches, ["if a > 1: true", "if a > 1: false"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../repositoryRoot.ts";
import { applyEdits } from "../solidity/applyEdits.ts";
import { parseSolidity } from "../solidity/parseSolidity.ts";
import { runSolc } from "../solidity/runSolc.ts";
import { SourceText } from "../solidity/sourceText.ts";
import { composeSchema } from "./composeSchema.ts";
import { formatMutant } from "./formatMutant.ts";
import { generateMutants } from "./generateMutants.ts";
import { ACTIVE_PLACEHOLDER, MUTANT_LIBRARY, mutantLibrarySource } from "./mutantLibrary.ts";
import { sampleMutants } from "./sampleMutants.ts";

const LIMIT = "uint256 constant LIMIT = 5;";

/** Mutants of the body of f(uint256 a, uint256 b, bool c), after showing that each one and all together compile. */
function mutantsOf(body: string, members = "") {
  const source = new SourceText(
    "A.sol",
    `pragma solidity ^0.8.28;
contract A {
    error No(uint256 a);
    event Said(uint256 a);
    uint256 public total;
    ${members}
    function f(uint256 a, uint256 b, bool c) external returns (uint256 r) {
        ${body}
    }
}
`,
  );
  const tree = parseSolidity(repositoryRoot, [source], { analysed: true }).get("A.sol")!;
  const mutants = generateMutants(source, tree, 1);
  for (const mutant of mutants) compile(applyEdits(source, mutant.plain));
  const bytecode = compile(composeSchema(source, mutants, `./${MUTANT_LIBRARY}.sol`));
  const changed = mutants.map((mutant) => {
    const added = formatMutant(source, mutant)
      .split("\n")
      .filter((line) => line.startsWith("    + "));
    return `${mutant.operator}: ${added.map((line) => line.slice(6)).join(" ")}`;
  });
  return { source, mutants, changed, bytecode };
}

function compile(text: string): string {
  const { errors = [], contracts } = runSolc<{ evm: { bytecode: { object: string } } }>(repositoryRoot, {
    sources: { "A.sol": { content: text }, [`${MUTANT_LIBRARY}.sol`]: { content: mutantLibrarySource } },
    settings: { viaIR: true, outputSelection: { "A.sol": { "*": ["evm.bytecode.object"] } } },
  });
  const failures = errors
    .filter(({ severity }) => severity === "error")
    .map((error) => error.formattedMessage);
  assert.deepEqual(failures, [], text);
  return contracts!["A.sol"]!.A!.evm.bytecode.object;
}

test("arithmetic, comparisons and literals are mistaken", () => {
  const { changed } = mutantsOf("r = a + b * 2; c = a < b;");
  assert.deepEqual(changed, [
    "delete statement: {} c = a < b;",
    "+ to -: r = a - b * 2; c = a < b;",
    "* to /: r = a + b / 2; c = a < b;",
    "literal + 1: r = a + b * 3; c = a < b;",
    "literal to 0: r = a + b * 0; c = a < b;",
    "delete statement: r = a + b * 2; {}",
    "< to <=: r = a + b * 2; c = a <= b;",
    "< to >=: r = a + b * 2; c = a >= b;",
  ]);
});

test("a check is removed and its condition mistaken; what it reverts with stays", () => {
  const { changed } = mutantsOf("if (c || a == 0) revert No(a + 1);");
  assert.deepEqual(changed, [
    "negate condition: if (!(c || a == 0)) revert No(a + 1);",
    "remove check: {}",
    "|| to &&: if (((c) && (a == 0))) revert No(a + 1);",
    "== to !=: if (c || a != 0) revert No(a + 1);",
    "literal + 1: if (c || a == 1) revert No(a + 1);",
  ]);
});

test("state writes are deleted and turned round; events stay", () => {
  const { changed } = mutantsOf("total += a; emit Said(a + b);");
  assert.deepEqual(changed, [
    "+= to -=: total -= a; emit Said(a + b);",
    "delete statement: {} emit Said(a + b);",
  ]);
});

test("arguments of one type change places, constants move, values fall back to their default", () => {
  const { changed } = mutantsOf(
    "return g(a, b, c);",
    `${LIMIT} function g(uint256 x, uint256 y, bool z) private pure returns (uint256) { return z ? x - y : LIMIT; }`,
  );
  assert.ok(changed.includes("swap arguments: return g(b, a, c);"));
  assert.ok(changed.includes("return default: return 0;"));
  assert.ok(changed.some((text) => text.startsWith("constant + 1") && text.includes("(LIMIT + 1)")));
  assert.ok(changed.some((text) => text.startsWith("negate condition") && text.includes("!(z)")));
});

test("a deleted statement in front of else leaves the else where it was", () => {
  const { source, mutants } = mutantsOf("if (c) r = a; else r = b;");
  const schema = composeSchema(source, mutants, `./${MUTANT_LIBRARY}.sol`);
  assert.match(schema, /if \(.*\) \{ if \(!__SymbolonMutant\.on\(\d+\)\) \{ r = a; \} \} else \{/);
});

test("a loop's step is left alone, its condition is not", () => {
  const { changed } = mutantsOf("for (uint256 i = 0; i < a; ++i) r += i;");
  assert.ok(changed.some((text) => text.startsWith("< to <=")));
  assert.ok(!changed.some((text) => text.includes("--i")));
});

test("the number of the active mutant can be written into the bytecode", () => {
  assert.ok(mutantsOf("r = a + b;").bytecode.includes(ACTIVE_PLACEHOLDER));
});

test("a sample is the same for the same seed and another for another", () => {
  const { mutants } = mutantsOf("r = a + b * 2 - 7; total += r * 3; if (a > b) revert No(a);");
  const ids = (seed: string) => sampleMutants(mutants, 5, seed).map(({ id }) => id);
  assert.equal(ids("one").length, 5);
  assert.deepEqual(ids("one"), ids("one"));
  // The seeds are fixed, so this either always holds or never.
  assert.notDeepEqual(ids("one"), ids("two"));
});

test("a modifier of an external function is removed, each on its own", () => {
  const { changed, source, mutants } = mutantsOf(
    "r = g(a);",
    `modifier below(uint256 x, uint256 most) { if (x > most) revert No(x); _; } modifier never() { _; }
    function g(uint256) private pure returns (uint256) { return 1; }
    function h(uint256 x, bytes calldata) external below(x, 3) {}
    function k(
        uint256 x,
        bytes calldata y
    ) external payable virtual below(x, 4) never returns (uint256 z) {
        // A comment in the body.
        z = y.length;
    }
    function l(uint256 x) external never { total = x; }`,
  );
  assert.deepEqual(
    changed.filter((text) => text.startsWith("remove modifier")),
    [
      "remove modifier: ) external payable virtual  never returns (uint256 z) {",
      "remove modifier: ) external payable virtual below(x, 4)  returns (uint256 z) {",
      "remove modifier: function l(uint256 x) external  { total = x; }",
    ],
  );
  const schema = composeSchema(source, mutants, `./${MUTANT_LIBRARY}.sol`);
  assert.match(
    schema,
    /function l\(uint256 x\) external +\{ if \(__SymbolonMutant\.on\(\d+\)\) \{ __l_\d+\(x\); return; \}/,
  );
});

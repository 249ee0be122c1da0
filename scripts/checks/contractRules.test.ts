import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../repositoryRoot.ts";
import { parseSolidity } from "../solidity/parseSolidity.ts";
import { SourceText } from "../solidity/sourceText.ts";
import { contractRules } from "./contractRules.ts";

/** Faults of a file src/A.sol, without their path and line. */
function faultsOf(text: string): string[] {
  const sources = [new SourceText("src/A.sol", `pragma solidity ^0.8.28;\n${text}`)];
  const trees = parseSolidity(repositoryRoot, sources, { analysed: true });
  return contractRules(sources, trees).map((fault) => fault.replace(/^\S+ /, ""));
}

const inA = (members: string) => faultsOf(`/// @title A\ncontract A {\n${members}\n}`);

test("a contract that keeps the rules has no faults", () => {
  const faults = inA(`
    /// @notice Said.
    event Said(uint256 value);
    /// @notice Too high.
    error TooHigh(uint256 value);
    /// @notice One slot.
    struct Entry { uint256 value; }
    uint256 private constant LIMIT = 5;
    mapping(uint256 => Entry) private _entries;
    /// @notice Sets. Requirements: below the limit. Emits {Said}.
    function set(uint256 value) external {
        if (value > LIMIT) revert TooHigh(value);
        _entries[0].value = value;
        _say(value);
    }
    /// @return the value
    function get() external view returns (uint256) { return _entries[0].value; }
    function _say(uint256 value) private { emit Said(value); }
  `);
  assert.deepEqual(faults, []);
});

test("events, errors, structs and public functions without NatSpec are named", () => {
  const faults = inA(
    "event E(uint256 a); error X(uint256 a); struct S { uint256 a; } function f() external pure {}",
  );
  assert.deepEqual(faults, ["E has no NatSpec", "X has no NatSpec", "S has no NatSpec", "f has no NatSpec"]);
});

test("a function that writes says Requirements, and Emits when it emits, also by an internal call", () => {
  const event = "/// @notice E.\nevent E();\n";
  const writes = (words: string) =>
    inA(`${event}/// @notice ${words}\nfunction f() external { _g(); }\nfunction _g() private { emit E(); }`);
  assert.deepEqual(writes("Does."), ["f does not say its Requirements", "f does not say what it Emits"]);
  assert.deepEqual(writes("Requirements: none. Emits {E}."), []);
});

test("inherited words count where @inheritdoc asks for them", () => {
  const base = new SourceText(
    "src/I.sol",
    "pragma solidity ^0.8.28;\n/// @title I\ninterface I {\n/// @notice F. Requirements: none.\nfunction f() external; }",
  );
  const run = (words: string) => {
    const text = `pragma solidity ^0.8.28;\nimport {I} from "./I.sol";\n/// @title A\ncontract A is I {\n${words}\nfunction f() external {} }`;
    const sources = [new SourceText("src/A.sol", text), base];
    return contractRules(sources, parseSolidity(repositoryRoot, sources, { analysed: true }));
  };
  assert.deepEqual(run("/// @inheritdoc I"), []);
  assert.deepEqual(run("/// @notice Own words."), ["src/A.sol:6: f does not say its Requirements"]);
});

test("string reverts and errors without their value are refused", () => {
  const faults = inA(`
    /// @notice Bad.
    error Bad();
    /// @notice Zero.
    error ValueZero();
    function _f(uint256 a) internal pure {
        require(a > 0);
        require(a > 1, "low");
        require(a > 2, ValueZero());
        if (a > 3) revert("high");
        if (a > 4) revert Bad();
    }
  `);
  assert.deepEqual(faults, [
    "error Bad does not carry the value that offends",
    "require with a custom error, not with a text or nothing",
    "require with a custom error, not with a text or nothing",
    "revert with a custom error, not with a text or nothing",
  ]);
});

test("names say what is hidden and what never changes", () => {
  const faults = inA(
    "uint256 private value; uint256 private immutable limit = 1; function f() internal {} uint256 internal _ok;",
  );
  assert.deepEqual(faults, [
    "value is private: begin it with _",
    "limit never changes: write it in UPPER_CASE",
    "f is internal: begin it with _",
  ]);
  assert.deepEqual(faultsOf("/// @title A\nlibrary A { function f() internal {} }"), []);
});

test("one contract per file, named after it; a value type's library may add Lib", () => {
  assert.deepEqual(faultsOf("/// @title B\ncontract B {}"), ["B is in a file of another name"]);
  assert.deepEqual(faultsOf("/// @title A\ncontract A {}\n/// @title B\ncontract B {}"), [
    "a second contract in one file",
  ]);
  assert.deepEqual(faultsOf("type A is uint256;\n/// @title ALib\nlibrary ALib {}"), []);
});

test("tx.origin, block.number, delegatecall and selfdestruct are refused, in assembly too", () => {
  const faults = inA(`
    function _f(address a) internal {
        if (tx.origin == a || block.number > 1) a.delegatecall("");
        selfdestruct(payable(a));
        assembly { let n := number() pop(delegatecall(gas(), n, 0, 0, 0, 0)) }
    }
  `);
  assert.equal(faults.length, 6);
  for (const word of [
    "tx.origin",
    "block.timestamp",
    "delegatecall gives",
    "selfdestruct",
    "number is",
    "delegatecall is",
  ]) {
    assert.ok(
      faults.some((fault) => fault.includes(word)),
      word,
    );
  }
});

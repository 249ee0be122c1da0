import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../../repositoryRoot.ts";
import { SourceText } from "../../solidity/sourceText.ts";
import { contractSurface } from "./contractSurface.ts";

const surfaceOf = (members: string, before = "") =>
  contractSurface(repositoryRoot, [
    new SourceText(
      "src/A.sol",
      `pragma solidity ^0.8.28;\n${before}\ncontract A {\n${members}\n}\nabstract contract B {}`,
    ),
  ]);

test("storage, selectors and topics of deployable contracts are listed", () => {
  const surface = surfaceOf(`
    struct Entry { uint64 a; uint128 b; }
    struct Point { uint256 x; }
    error TooHigh(uint256 value);
    event Moved(address indexed who, Point[] to);
    uint256 private constant FIXED = 1;
    address private _owner;
    bool private _isOn;
    mapping(uint256 => Entry) private _entries;
    uint256 private transient _lock;
    function f(Point calldata p) external { if (p.x > 1) revert TooHigh(p.x); emit Moved(_owner, new Point[](1)); }
  `);
  assert.deepEqual(Object.keys(surface), ["A"]);
  assert.deepEqual(surface.A, {
    storage: [
      "0:0 _owner address (20)",
      "0:20 _isOn bool (1)",
      "1:0 _entries mapping(uint256 => struct A.Entry) (32)",
      "  0:0 a uint64 (8)",
      "  0:8 b uint128 (16)",
    ],
    transientStorage: ["0:0 _lock uint256 (32)"],
    functions: { "f((uint256))": surface.A!.functions["f((uint256))"]! },
    events: { "Moved(address,(uint256)[])": surface.A!.events["Moved(address,(uint256)[])"]! },
    errors: { "TooHigh(uint256)": surface.A!.errors["TooHigh(uint256)"]! },
  });
  assert.match(surface.A!.functions["f((uint256))"]!, /^0x[0-9a-f]{8}$/);
  assert.match(surface.A!.events["Moved(address,(uint256)[])"]!, /^0x[0-9a-f]{64} i-$/);
});

test("the ERC-20 selectors and topic come out as everybody knows them", () => {
  const { functions, events } = surfaceOf(`
    event Transfer(address indexed from, address indexed to, uint256 value);
    function transfer(address to, uint256 value) external { emit Transfer(msg.sender, to, value); }
  `).A!;
  assert.equal(functions["transfer(address,uint256)"], "0xa9059cbb");
  assert.equal(
    events["Transfer(address,address,uint256)"],
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef ii-",
  );
});

test("code in front changes nothing, a moved variable does", () => {
  const members = "struct S { uint8 a; } S private _s; uint8 private _t;";
  assert.deepEqual(surfaceOf(members), surfaceOf(members, "uint256 constant X = 1; function free() pure {}"));
  const moved = "struct S { uint8 a; } uint8 private _t; S private _s;";
  assert.notDeepEqual(surfaceOf(members), surfaceOf(moved));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { synthOptions } from "./synthOptions.ts";

const FIT = ["t.csv", "--schema", "s.json", "--epsilon", "1", "-o", "out.csv"];
const options = (...argv: string[]) => {
  const read = synthOptions(argv);
  assert.ok(typeof read !== "string", String(read));
  return read;
};

test("defaults: one file, aim, add-remove, delta 1e-9, a seed that is never the same", () => {
  const { model, outs, where, seed, ...rest } = options(...FIT);
  assert.deepEqual(model, {
    source: { kind: "file", file: "t.csv" },
    schemaFile: "s.json",
    epsilon: 1,
    delta: 1e-9,
    engine: "aim",
    relation: "add-remove",
  });
  assert.deepEqual([outs, where, rest], [["out.csv"], [], { json: false, quiet: false }]);
  assert.equal(seed.length, 32);
  assert.notDeepEqual(options(...FIT).seed, seed);
});

test("draws have numbers before the ending; paths with dots and names without one", () => {
  assert.deepEqual(options(...FIT, "--draws", "3").outs, ["out.1.csv", "out.2.csv", "out.3.csv"]);
  const named = (out: string) => options("--from", "m.json", "-o", out, "--draws", "2").outs[1];
  assert.equal(named("a.b/x.y.parquet"), "a.b/x.y.2.parquet");
  assert.equal(named("a.b/plain"), "a.b/plain.2");
});

test("a connection string needs a table and keeps its case; everything else is read as it says", () => {
  const { model } = options(
    "PostgreSQL://U@h/d",
    ...FIT.slice(1),
    "--table",
    "s.T",
    "--statement-timeout",
    "60",
  );
  assert.deepEqual("source" in model && model.source, {
    kind: "postgres",
    url: "PostgreSQL://U@h/d",
    table: "s.T",
    statementSeconds: 60,
  });
  const more = options(
    ...[...FIT, "--public", "p.csv", "--target", "y", "--workload", "a*b, a*c*d", "--columns", "a, b"],
    ...["--where", "a=1", "--where", "b>2", "--neighbours", "replace", "--engine", "swift", "--rows", "7"],
  );
  assert.ok("source" in more.model);
  assert.deepEqual(more.model.workload, [
    ["a", "b"],
    ["a", "c", "d"],
  ]);
  assert.deepEqual(
    [more.model.publicFile, more.model.relation, more.columns, more.where, more.rows],
    ["p.csv", "replace", ["a", "b"], ["a=1", "b>2"], 7],
  );
});

test("what makes no sense is refused with E1006, what is not enough asks for the usage", () => {
  assert.equal(synthOptions(["--help"]), "help");
  for (const argv of [[], ["t.csv"], ["-o", "x"], [...FIT, "--from", "m.json"]])
    assert.equal(synthOptions(argv), "incomplete");
  for (const argv of [
    [...FIT, "--draws", "0"],
    [...FIT, "--draws", "101"],
    [...FIT, "--rows", "1.5"],
    [...FIT, "--engine", "gan"],
    [...FIT, "--neighbours", "all"],
    [...FIT, "--delta", "0"],
    [...FIT, "--seed", "07"],
    [...FIT, "--table", "t"],
    [...FIT, "u.csv"],
    ["postgres://h/d", ...FIT.slice(1)],
    ["postgres://h/d", ...FIT.slice(1), "--table", "t", "--statement-timeout", "0"],
    ["t.csv", "-o", "x", "--epsilon", "1"],
    ["t.csv", "-o", "x", "--schema", "s.json"],
    ["--from", "m.json", "-o", "x", "--public", "p.csv"],
    ["--from", "m.json", "-o", "x", "--table", "t"],
  ])
    assert.throws(
      () => synthOptions(argv),
      (error) => error instanceof SymbolonError && error.code === "E1006",
      argv.join(" "),
    );
});

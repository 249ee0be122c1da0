import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "../errors/SymbolonError.ts";
import { redactLogLine } from "./redactLogLine.ts";

const redact = (record: unknown) => redactLogLine(`${JSON.stringify(record)}\n`);

test("what stands under a telling name goes, wherever else in the line it is said", () => {
  const error = new SymbolonError("E3004", { subject: "PSEUDONYM-17" });
  assert.match(error.message, /PSEUDONYM-17/);
  const line = redact({ level: 40, err: { message: error.message, stack: error.stack, ...error.toJSON() } });
  assert.doesNotMatch(line, /PSEUDONYM/);
  assert.match(line, /E3004/);
  assert.doesNotMatch(redact({ pid: 4711, patientId: 40961, msg: "patient 40961 has no record" }), /40961/);
  for (const key of ["privateKey", "private_key", "Authorization", "data-key", "patientId", "set-cookie"])
    assert.doesNotMatch(redact({ [key]: "abcdef", deep: [{ [key]: { inner: "ghijkl" } }] }), /abcdef|ghijkl/);
});

test("a cell's value in an error of input data is not logged; the row's number and the code are", () => {
  const error = new SymbolonError("E1002", { row: 12, column: "stage", value: "Roe, Jane", levels: "I, II" });
  const line = redact({ err: { message: error.message, ...error.toJSON() } });
  assert.doesNotMatch(line, /Jane/);
  assert.match(line, /E1002 Row 12/);
});

test("a database's own words about rows and parameters go", () => {
  const err = {
    type: "DatabaseError",
    message: 'duplicate key value violates unique constraint "consent_entry_hash"',
    severity: "ERROR",
    code: "23505",
    detail: "Key (record_hash)=(17) already exists.",
    params: ["Jane Roe", 3],
    query: "INSERT INTO x VALUES ('Jane Roe')",
  };
  const line = redact({ err });
  assert.doesNotMatch(line, /Jane|already exists/);
  assert.match(line, /23505/);
});

test("emails, phone numbers, dates, bearer tokens and credentials in URLs go from any text", () => {
  const texts = [
    "write to jane.roe+x@clinic.example.fi now",
    "called +358 40 123 4567",
    "called +31(0)20-5551234",
    "born 1961-07-30, male",
    "Bearer eyJhbGciOi.abc-def",
    "postgres://reader:s3cret@db:5432/hospital",
    "https://rpc.example.org/v3/0123456789abcdef0123456789abcdef",
  ];
  for (const text of texts) {
    const line = redact({ msg: text, list: [text] });
    assert.match(line, /\[redacted\]/, text);
    assert.doesNotMatch(line, /jane|4567|5551234|1961|eyJ|s3cret|0123456789abcdef/i, text);
  }
});

test("what operators need stays: times, ids, hashes, CIDs, block numbers, paths", () => {
  const record = {
    level: 30,
    time: 1_900_000_000_000,
    name: "gateway",
    at: "2029-03-26T10:00:00.000Z",
    digest: `0x${"ab".repeat(32)}`,
    url: "http://127.0.0.1:5001/ipfs/bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy",
    version: "2.13.12",
    span: "3-1-12",
    block: 23_456_789,
    msg: "blocks 1200-1264 were taken back",
  };
  assert.deepEqual(JSON.parse(redact(record)), record);
});

test("a line that is no JSON is still cleaned", () => {
  assert.equal(redactLogLine("panic: jane@x.org\n"), "panic: [redacted]\n");
});

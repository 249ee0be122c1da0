import {
  AnnouncementMessage,
  CommitMessage,
  FileMessage,
  HandOver,
  NoteMessage,
  OpenMessage,
  RefusalMessage,
  ReplaceMessage,
  RequestSignature,
  ResultMessage,
  SessionAnswer,
  SessionMessage,
  ShareMessage,
  SignMessage,
} from "./nodeMessages.ts";
import { describeMessage, type MessageCase } from "./test-support/describeMessage.ts";

const hash = (byte: string) => `0x${byte.repeat(32)}`;
const account = (byte: string) => `0x${byte.repeat(20)}`;
const hashes = [hash("01"), hash("02"), hash("03")];
const origin = {
  format: "symbolon-origin/1",
  chainId: 31337,
  orderId: "1",
  datasetId: "2",
  provider: account("b2"),
  engine: "high-fidelity",
  statement: "not differentially private",
  leaf: 50,
  leavesTried: 2,
  rows: 3000,
  outputHash: hash("0a"),
  bytes: 200,
  code: { version: "0.1.0", commit: "c7ef204", lockHash: hash("12") },
};

/** One valid document per message between nodes and hospitals. */
const VALID: readonly MessageCase[] = [
  [
    "RequestSignature",
    RequestSignature,
    { signer: account("a1"), purpose: "share", subject: "1", expires: 1_800_000_000, signature: "0x00" },
  ],
  ["RefusalMessage", RefusalMessage, { orderId: "1", datasetId: "1", code: "E2016" }],
  ["RefusalMessage, not offered", RefusalMessage, { orderId: "1", datasetId: "1", code: "E2017" }],
  [
    "RefusalMessage, withheld",
    RefusalMessage,
    { orderId: "1", datasetId: "1", code: "E2018", reason: "calibration" },
  ],
  [
    "AnnouncementMessage",
    AnnouncementMessage,
    { orderId: "1", datasetId: "2", outputHash: hash("0a"), modelDigest: hash("11") },
  ],
  ["FileMessage", FileMessage, { orderId: "1", datasetId: "2", origin, part: 0, sealed: "0x00" }],
  ["ShareMessage", ShareMessage, { orderId: "1", datasetId: "1", commitments: hashes, sealed: "0x00" }],
  [
    "CommitMessage",
    CommitMessage,
    { orderId: "1", node: account("a1"), commitment: hash("16"), shareCommitments: { "1": hashes } },
  ],
  [
    "OpenMessage",
    OpenMessage,
    { orderId: "1", node: account("a1"), salt: hash("17"), partial: "0x00000000" },
  ],
  [
    "SessionMessage, begin",
    SessionMessage,
    { orderId: "1", act: "begin", attempt: 2, datasetIds: ["1", "2"] },
  ],
  ["SessionMessage, settle", SessionMessage, { orderId: "1", act: "settle", model: hash("18") }],
  ["SessionAnswer", SessionAnswer, { attempt: 2, model: hash("18") }],
  [
    "NoteMessage, inputs",
    NoteMessage,
    {
      orderId: "1",
      node: account("a1"),
      attempt: 1,
      kind: "inputs",
      body: [{ datasetId: "1", matched: hashes }],
    },
  ],
  ["ReplaceMessage", ReplaceMessage, { orderId: "1", index: 2, node: account("a1") }],
  [
    "HandOver",
    HandOver,
    {
      orderId: "1",
      node: account("a1"),
      shares: [
        {
          message: { orderId: "1", datasetId: "1", commitments: hashes, sealed: "0x00" },
          signature: { signer: account("b2"), expires: 1_800_000_000, signature: "0x00" },
          sealed: "0x01",
        },
      ],
    },
  ],
  [
    "NoteMessage, journal",
    NoteMessage,
    { orderId: "1", node: account("a1"), attempt: 1, kind: "journal", body: { began: 0, journal: {} } },
  ],
  [
    "NoteMessage, transcripts",
    NoteMessage,
    {
      orderId: "1",
      node: account("a1"),
      attempt: 1,
      kind: "transcripts",
      body: { previous: hash("16"), next: hash("17") },
    },
  ],
  ["ResultMessage", ResultMessage, { orderId: "1", node: account("a1"), resultCommit: hash("14") }],
  [
    "SignMessage",
    SignMessage,
    { orderId: "1", manifestDigest: hash("13"), outputHash: hash("0a"), modelDigest: hash("11") },
  ],
];

for (const each of VALID) describeMessage(each);

import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { cidOfDigest, digestOfDocument, documentBytes } from "@symbolon/protocol";
import { openContentStore } from "./contentStore.ts";

/** Runs `act` against a storage node that answers as `listener` does. */
async function withNode(listener: RequestListener, act: (apiUrl: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const document = { a: 1 };
const digest = digestOfDocument(document);

test("a document is asked for by the CID of its digest, with the token", async () => {
  const seen: string[] = [];
  await withNode(
    (request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.end(documentBytes(document));
    },
    async (apiUrl) => {
      assert.deepEqual(
        await openContentStore({ apiUrl: `${apiUrl}/`, apiToken: "t" }).document(digest),
        document,
      );
    },
  );
  assert.match(seen[0]!, new RegExp(`^POST /api/v0/cat\\?arg=${cidOfDigest(digest)}&length=\\d+ Bearer t$`));
});

test("E5002 when the node serves other bytes, or names another CID for what was added", async () => {
  await withNode(
    (_, response) => void response.end('{"a":2}'),
    async (apiUrl) => {
      await assert.rejects(openContentStore({ apiUrl }).document(digest), { code: "E5002" });
    },
  );
  await withNode(
    (_, response) => void response.end(JSON.stringify({ Hash: cidOfDigest(digestOfDocument({ b: 1 })) })),
    async (apiUrl) => {
      await assert.rejects(openContentStore({ apiUrl }).pinDocument(document, "x.json"), { code: "E5002" });
    },
  );
});

test("E5004, retryable, when the node is away, fails or answers nonsense", async () => {
  const retryable = { code: "E5004", retryable: true };
  await assert.rejects(openContentStore({ apiUrl: "http://127.0.0.1:9" }).document(digest), retryable);
  await withNode(
    (_, response) => void response.writeHead(500).end("out of disk"),
    async (apiUrl) => {
      await assert.rejects(openContentStore({ apiUrl }).pin(documentBytes(document), "x"), retryable);
    },
  );
  await withNode(
    (_, response) => void response.end("<html>"),
    async (apiUrl) => {
      await assert.rejects(openContentStore({ apiUrl }).pin(documentBytes(document), "x"), retryable);
    },
  );
});

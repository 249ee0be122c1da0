import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { dialPeer } from "./dialPeer.ts";
import { framePrefix } from "./framePrefix.ts";
import { DEFAULT_LINK_LIMITS, type LinkLimits } from "./linkLimits.ts";
import { type MessageLink, messageLink } from "./messageLink.ts";
import type { PeerSocket } from "./peerListener.ts";
import { isStop } from "./test-support/isStop.ts";
import { testNodes } from "./test-support/testNodes.ts";

const MIB = 2 ** 20;
let world: Awaited<ReturnType<typeof testNodes>>;
before(async () => {
  world = await testNodes();
});
const sockets: PeerSocket[] = [];
after(async () => {
  for (const { socket } of sockets) socket.destroy();
  await world.stop();
});

/** The value once it is above zero and was the same at eight looks: what waits in the kernel is read between two of them, whoever else computes. */
async function settled(value: () => number): Promise<number> {
  let same = 0;
  for (let seen = -1; same < 8; ) {
    const now = value();
    same = now > 0 && now === seen ? same + 1 : 0;
    seen = now;
    await delay(50);
  }
  return value();
}

let sessions = 0;
/** A TLS connection between node 0 (left) and node 1 (right), sockets not flowing yet. */
async function connected(): Promise<{ left: PeerSocket; right: PeerSocket }> {
  const session = new Uint8Array(32).fill(++sessions);
  const [left, right] = world.nodes;
  const hello = { session, from: 0, to: 1 };
  const arrival = Promise.withResolvers<PeerSocket>();
  const registration = right.listener.expect(hello, left.identity.pin, arrival.resolve);
  const dialled = await dialPeer({
    orderId: "7",
    identity: left.identity,
    address: right.address,
    hello,
    signal: AbortSignal.timeout(30_000),
  });
  registration.stop();
  const ends = { left: dialled, right: await arrival.promise };
  sockets.push(ends.left, ends.right);
  return ends;
}

async function linked(limits: Partial<LinkLimits> = {}): Promise<{ left: MessageLink; right: MessageLink }> {
  const { left, right } = await connected();
  const all = { ...DEFAULT_LINK_LIMITS, ...limits };
  return {
    left: messageLink(left.socket, { orderId: "7", peer: 1, limits: all }),
    right: messageLink(right.socket, { orderId: "7", peer: 0, limits: all }),
  };
}

async function closeBoth({ left, right }: { left: MessageLink; right: MessageLink }): Promise<void> {
  await Promise.all([left.close(), right.close()]);
}

test("20 MB both ways at once, slowly read: all arrives, in order, and little waits at either end", async () => {
  const ends = await linked();
  const messages = 320;
  const bytes = 65_536;
  let mostWaiting = 0;
  const look = () => {
    for (const { traffic } of [ends.left, ends.right]) {
      const { waitingToSendBytes, waitingToBeReceivedBytes } = traffic();
      mostWaiting = Math.max(mostWaiting, waitingToSendBytes + waitingToBeReceivedBytes);
    }
  };
  const sendAll = async (link: MessageLink, salt: number) => {
    for (let i = 0; i < messages; i++) {
      link.send(new Uint8Array(bytes).fill(i + salt));
      look();
      await link.drained();
    }
  };
  const readAll = async (link: MessageLink, salt: number) => {
    for (let i = 0; i < messages; i++) {
      if (i % 16 === 0) await delay(5);
      const message = await link.receive();
      look();
      assert.equal(message.length, bytes);
      assert.ok(message.every((byte) => byte === ((i + salt) & 255)));
    }
  };
  await Promise.all([
    sendAll(ends.left, 0),
    sendAll(ends.right, 7),
    readAll(ends.left, 7),
    readAll(ends.right, 0),
  ]);
  assert.ok(mostWaiting > MIB, "the reader was not slow");
  assert.ok(mostWaiting < 8 * MIB, `${mostWaiting} bytes waited`);
  await closeBoth(ends);
});

test("a reader that does not read stops the sender: what is under way is bounded by queues and kernel buffers", async () => {
  const ends = await linked();
  let stop = false;
  const sending = (async () => {
    while (!stop && ends.left.traffic().sentBytes < 64 * MIB) {
      ends.left.send(new Uint8Array(65_536));
      await ends.left.drained();
    }
  })();
  const sent = await settled(() => ends.left.traffic().sentBytes);
  assert.ok(sent < 32 * MIB, `${sent} bytes were sent to nobody`);
  assert.ok(ends.right.traffic().waitingToBeReceivedBytes < 5 * MIB);
  stop = true;
  for (let read = 0; read < sent; read += 65_540) await ends.right.receive();
  await sending;
  await closeBoth(ends);
});

test("a flood of empty messages waits in bounded memory too", async () => {
  const { left, right } = await connected();
  const link = messageLink(right.socket, { orderId: "7", peer: 0, limits: DEFAULT_LINK_LIMITS });
  for (let i = 0; i < 512; i++) left.socket.write(new Uint8Array(65_536));
  const seen = await settled(() => link.traffic().waitingToBeReceivedBytes);
  assert.ok(seen > 4 * MIB && seen < 8 * MIB, `${seen} bytes wait`);
  assert.ok(left.socket.writableLength > MIB);
  left.socket.destroy();
  await link.close();
});

test("messages of every size arrive whole: none, one byte, around a chunk, several megabytes", async () => {
  const ends = await linked();
  const sizes = [0, 1, 4_096, 4_097, 65_535, 65_536, 65_537, 3_000_001];
  for (const size of sizes) ends.left.send(new Uint8Array(size).fill(size));
  for (const size of sizes) {
    const message = await ends.right.receive();
    assert.equal(message.length, size);
    assert.ok(message.every((byte) => byte === (size & 255)));
  }
  assert.equal(
    ends.left.traffic().sentBytes,
    sizes.reduce((sum, size) => sum + size + 4, 0),
  );
  await closeBoth(ends);
});

test("a message that does not come is E4020 naming the party, and stays so; the other direction still works", async () => {
  const ends = await linked({ deadlineMs: 50 });
  await assert.rejects(ends.left.receive(), (error) => isStop(error, /party 1 sent nothing/));
  ends.right.send(Uint8Array.of(1));
  await delay(100);
  await assert.rejects(ends.left.receive(), (error) => isStop(error, /party 1 sent nothing/));
  ends.left.send(Uint8Array.of(9));
  assert.deepEqual([...(await ends.right.receive())], [9]);
  await closeBoth(ends);
});

test("a busy process does not blame the other end for its own pause", async () => {
  const ends = await linked({ deadlineMs: 300 });
  const message = ends.left.receive();
  // Written to the kernel at once, and read from there only after the pause.
  ends.right.send(Uint8Array.of(1));
  const until = performance.now() + 600;
  while (performance.now() < until);
  assert.deepEqual([...(await message)], [1]);
  await closeBoth(ends);
});

test("a frame above the limit ends the link before its body is there", async () => {
  const { left, right } = await connected();
  const link = messageLink(right.socket, {
    orderId: "7",
    peer: 0,
    limits: { ...DEFAULT_LINK_LIMITS, messageBytes: 1000 },
  });
  left.socket.write(framePrefix(1001));
  await assert.rejects(link.receive(), (error) => isStop(error, /party 0 sent a frame that is too long/));
  assert.equal(link.traffic().waitingToBeReceivedBytes, 0);
  assert.throws(
    () => link.send(new Uint8Array(1)),
    (error) => isStop(error),
  );
  left.socket.destroy();
  await link.close();
});

test("garbage after the hello is a frame that is too long", async () => {
  const { left, right } = await connected();
  const link = messageLink(right.socket, { orderId: "7", peer: 0, limits: DEFAULT_LINK_LIMITS });
  left.socket.write("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
  await assert.rejects(link.receive(), (error) => isStop(error, /too long/));
  left.socket.destroy();
  await link.close();
});

test("an end that is killed in the middle of a message is E4020, after what was whole was received", async () => {
  for (const kill of [
    ({ left }: { left: PeerSocket }) => left.raw.resetAndDestroy(),
    ({ left }: { left: PeerSocket }) => left.raw.destroy(),
    ({ left }: { left: PeerSocket }) => left.socket.end(),
  ]) {
    const sockets = await connected();
    const link = messageLink(sockets.right.socket, { orderId: "7", peer: 0, limits: DEFAULT_LINK_LIMITS });
    await new Promise<void>((resolve) => {
      const whole = [framePrefix(3), Uint8Array.of(1, 2, 3)];
      sockets.left.socket.write(Buffer.concat([...whole, framePrefix(1000), new Uint8Array(10)]), () =>
        resolve(),
      );
    });
    assert.deepEqual([...(await link.receive())], [1, 2, 3]);
    const next = link.receive();
    kill(sockets);
    await assert.rejects(next, (error) => isStop(error, /party 0/));
    await link.close();
  }
});

test("closing sends what waits first, and the other end receives all of it and then the end", async () => {
  const ends = await linked();
  for (let i = 0; i < 100; i++) ends.left.send(new Uint8Array(65_536).fill(i));
  // Still unread at the left end: closing must not turn that into a reset that takes the other direction's data with it.
  for (let i = 0; i < 100; i++) ends.right.send(new Uint8Array(65_536));
  const closing = ends.left.close();
  await assert.rejects(ends.left.receive(), (error) => isStop(error, /closed/));
  assert.throws(
    () => ends.left.send(new Uint8Array(1)),
    (error) => isStop(error, /closed/),
  );
  for (let i = 0; i < 100; i++) assert.equal((await ends.right.receive())[0], i);
  await assert.rejects(ends.right.receive(), (error) => isStop(error, /party 0 ended the connection/));
  await ends.right.close();
  await closing;
});

test("who waits for something else than a message hears that the other end is gone, or that its own end was closed", async () => {
  const sockets = await connected();
  const link = messageLink(sockets.right.socket, { orderId: "7", peer: 0, limits: DEFAULT_LINK_LIMITS });
  const isOver = (ended: Promise<void>) =>
    Promise.race([ended.then(() => true), new Promise((resolve) => setImmediate(resolve, false))]);
  assert.equal(await isOver(link.ended), false);
  sockets.left.raw.destroy();
  await link.ended;
  await link.close();
  const ends = await linked();
  const closing = ends.left.close();
  assert.equal(await isOver(ends.left.ended), true);
  await Promise.all([closing, ends.right.close()]);
});

test("who lets its send queue grow without end loses the link", async () => {
  const ends = await linked({ queuedBytes: 2 ** 16, receivedBytes: 2 ** 16 });
  assert.throws(
    () => {
      for (let i = 0; i < 4096; i++) ends.left.send(new Uint8Array(65_000));
    },
    (error) => isStop(error, /party 1 does not take/),
  );
  await closeBoth(ends);
});

test("an error of a link tells nothing of keys and messages", async () => {
  const ends = await linked({ messageBytes: 1000, deadlineMs: 50 });
  const secret = "53ec2e7".repeat(20);
  ends.left.send(new TextEncoder().encode(secret));
  await ends.right.receive(30_000);
  const error = await ends.right.receive().catch((caught: unknown) => caught);
  const text = inspect(error, { depth: 9 });
  assert.ok(!text.includes(secret));
  const key = world.nodes[1].identity.key.split("\n")[1]!;
  assert.ok(!text.includes(key));
  await closeBoth(ends);
});

import assert from "node:assert/strict";
import { connect as connectTcp, createServer, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { connect as connectTls, createServer as createTlsServer, type TLSSocket } from "node:tls";
import { dialPeer } from "./dialPeer.ts";
import { framePrefix } from "./framePrefix.ts";
import { helloBytes } from "./helloBytes.ts";
import type { OpenedLinks } from "./openLinks.ts";
import { peerListener } from "./peerListener.ts";
import { pinnedTls } from "./pinnedTls.ts";
import { isStop } from "./test-support/isStop.ts";
import { testNodes } from "./test-support/testNodes.ts";

let world: Awaited<ReturnType<typeof testNodes>>;
before(async () => {
  world = await testNodes();
});
after(() => world.stop());

let sessions = 0;
const newSession = () => new Uint8Array(32).fill(++sessions);
const closeAll = async (opened: readonly OpenedLinks[]) => {
  await Promise.all(opened.map((links) => links.close()));
};

/** What a stranger's connection to node 1 hears until it ends. */
async function hear(socket: Socket | TLSSocket): Promise<Buffer> {
  const heard: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => heard.push(chunk));
  socket.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
    socket.once("end", () => socket.destroy());
  });
  return Buffer.concat(heard);
}

test("three nodes that come up one after the other are linked in pairs, and know the session", async () => {
  const session = newSession();
  const opening = [];
  for (const index of [0, 2, 1] as const) {
    opening[index] = world.open(index, session);
    await delay(30);
  }
  const opened = await Promise.all(opening);
  for (const [index, links] of opened.entries()) {
    assert.deepEqual(links.session, session);
    links.next.send(Uint8Array.of(index, 1));
    links.previous.send(Uint8Array.of(index, 2));
  }
  for (const [index, links] of opened.entries()) {
    assert.deepEqual([...(await links.previous.receive())], [(index + 2) % 3, 1]);
    assert.deepEqual([...(await links.next.receive())], [(index + 1) % 3, 2]);
    const plain = links.previous.traffic().sentBytes + links.next.traffic().sentBytes;
    assert.ok(links.wireBytesSent() > plain + 2 * 22, "TLS adds its record overhead");
  }
  await closeAll(opened);
});

test("two sessions of the same nodes live beside one another", async () => {
  const [first, second] = [newSession(), newSession()];
  const indices = [0, 1, 2] as const;
  const opened = await Promise.all(
    [first, second].flatMap((s) => indices.map((index) => world.open(index, s))),
  );
  opened[0]!.next.send(Uint8Array.of(1));
  opened[3]!.next.send(Uint8Array.of(2));
  assert.deepEqual([...(await opened[4]!.previous.receive())], [2]);
  assert.deepEqual([...(await opened[1]!.previous.receive())], [1]);
  await closeAll(opened);
});

test("a session is started once: its node refuses it ever after", async () => {
  const session = newSession();
  const opened = await Promise.all(([0, 1, 2] as const).map((index) => world.open(index, session)));
  // Beside the running session, and after it.
  await assert.rejects(world.open(0, session), (error) => isStop(error, /before/));
  await closeAll(opened);
  await assert.rejects(world.open(1, session), (error) => isStop(error, /before/));
  // A peer that plays its part of it again is hung up on: node 1 awaits no such hello.
  const [left, right] = world.nodes;
  await assert.rejects(
    dialPeer({
      orderId: "7",
      identity: left.identity,
      address: right.address,
      hello: { session, from: 0, to: 1 },
      signal: AbortSignal.timeout(30_000),
    }),
    /ended/,
  );
});

test("a party that shows another key than its pin is refused by who dials, at once and for good", async () => {
  const session = newSession();
  const [zero, one, two] = world.nodes;
  const peers = { previous: two.address, next: { ...one.address, pin: two.identity.pin } };
  await assert.rejects(world.open(0, session, { peers }), (error) =>
    isStop(error, /party 1 does not show the certificate/),
  );
  assert.equal(await zero.sessions.used(session), false);
});

test("a party that shows another key than its pin is refused by who listens, though it knows the session", async () => {
  const session = newSession();
  const [zero, one, two] = world.nodes;
  const awaited = one.listener.expect({ session, from: 0, to: 1 }, zero.identity.pin, () => {
    assert.fail("node 2 is not node 0");
  });
  // Unknown to node 1, and known to it, but for another session and place.
  for (const known of [false, true]) {
    const other = known
      ? one.listener.expect({ session: newSession(), from: 2, to: 1 }, two.identity.pin, () => assert.fail())
      : undefined;
    await assert.rejects(
      dialPeer({
        orderId: "7",
        identity: two.identity,
        address: one.address,
        hello: { session, from: 0, to: 1 },
        signal: AbortSignal.timeout(30_000),
      }),
      /ended/,
    );
    other?.stop();
  }
  awaited.stop();
});

test("no certificate, TLS 1.2, no TLS and a false hello are hung up on without a word", async () => {
  const session = newSession();
  const [zero, one] = world.nodes;
  const awaited = one.listener.expect({ session, from: 0, to: 1 }, zero.identity.pin, () => {
    assert.fail("nobody proved to be node 0");
  });
  const to = { host: "127.0.0.1", port: one.listener.port };
  const hello = helloBytes({ session, from: 0, to: 1 });
  const framed = Buffer.concat([framePrefix(hello.length), hello]);

  const anonymous = connectTls({ ...to, minVersion: "TLSv1.3", rejectUnauthorized: false });
  anonymous.write(framed);
  assert.equal((await hear(anonymous)).length, 0);

  const old = connectTls({
    ...to,
    ...pinnedTls(zero.identity),
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
  });
  const alert = new Promise<Error>((resolve) => old.once("error", resolve));
  old.write(framed);
  assert.equal((await hear(old)).length, 0);
  assert.match((await alert).message, /version/i);

  const bare = connectTcp(to);
  bare.write(framed);
  // At most a TLS alert (record type 21).
  const heard = await hear(bare);
  assert.ok(heard.length === 0 || heard[0] === 21);

  for (const wrong of [
    Buffer.concat([framePrefix(2 ** 31), hello]),
    Buffer.concat([framePrefix(hello.length), hello.toReversed()]),
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
  ]) {
    const rude = connectTls({ ...to, ...pinnedTls(zero.identity) });
    rude.write(wrong);
    assert.equal((await hear(rude)).length, 0);
  }
  awaited.stop();
});

test("who connects and says nothing is hung up on, before TLS and after it", async () => {
  const [zero, one] = world.nodes;
  const listener = await peerListener({ identity: one.identity, host: "127.0.0.1", port: 0, greetingMs: 50 });
  const awaited = listener.expect(
    { session: newSession(), from: 0, to: 1 },
    zero.identity.pin,
    () => undefined,
  );
  const to = { host: "127.0.0.1", port: listener.port };
  assert.equal((await hear(connectTcp(to))).length, 0);
  assert.equal((await hear(connectTls({ ...to, ...pinnedTls(zero.identity) }))).length, 0);
  awaited.stop();
  listener.close();
});

test("a stranger with a certificate is hung up on before it says anything", { timeout: 30_000 }, async () => {
  const [zero, one, two] = world.nodes;
  const listener = await peerListener({
    identity: one.identity,
    host: "127.0.0.1",
    port: 0,
    greetingMs: 60_000,
  });
  listener.expect({ session: newSession(), from: 0, to: 1 }, zero.identity.pin, () => undefined);
  const stranger = connectTls({ host: "127.0.0.1", port: listener.port, ...pinnedTls(two.identity) });
  assert.equal((await hear(stranger)).length, 0);
  listener.close();
});

test("who dials refuses a server of TLS 1.2", async () => {
  const [zero, one] = world.nodes;
  const old = createTlsServer({
    key: one.identity.key,
    cert: one.identity.certificate,
    minVersion: "TLSv1.2",
    maxVersion: "TLSv1.2",
  });
  old.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => old.listen(0, "127.0.0.1", () => resolve()));
  const { port } = old.address() as { port: number };
  await assert.rejects(
    dialPeer({
      orderId: "7",
      identity: zero.identity,
      address: { ...one.address, port },
      hello: { session: newSession(), from: 0, to: 1 },
      signal: AbortSignal.timeout(30_000),
    }),
    /version|alert/i,
  );
  await new Promise((resolve) => old.close(resolve));
});

test("a node that dies before the start is waited for; the others start with the one that came back", async () => {
  const session = newSession();
  const [zero, one, two] = world.nodes;
  const opening = [world.open(0, session)];
  // Node 1 comes, greets both, and is gone; node 2 is not there yet, so nobody has started.
  const greeted = Promise.withResolvers<void>();
  const early = one.listener.expect({ session, from: 0, to: 1 }, zero.identity.pin, ({ raw }) => {
    raw.resetAndDestroy();
    greeted.resolve();
  });
  await greeted.promise;
  early.stop();
  opening.push(world.open(1, session), world.open(2, session));
  const opened = await Promise.all(opening);
  opened[0]!.next.send(Uint8Array.of(5));
  assert.deepEqual([...(await opened[1]!.previous.receive())], [5]);
  await closeAll(opened);
  assert.equal(await two.sessions.used(session), true);
});

test("a newer connection of the same party takes the older one's place before the start", async () => {
  const session = newSession();
  const [zero, one] = world.nodes;
  const waiting = world.open(1, session);
  const dial = () =>
    dialPeer({
      orderId: "7",
      identity: zero.identity,
      address: one.address,
      hello: { session, from: 0, to: 1 },
      signal: AbortSignal.timeout(30_000),
    });
  // Node 1 first reads its book of sessions: until it expects the connection, it hangs up on it.
  const dialUntilTaken = async (tries = 500): Promise<Awaited<ReturnType<typeof dial>>> => {
    try {
      return await dial();
    } catch (error) {
      if (tries === 0) throw error;
      await delay(20);
      return await dialUntilTaken(tries - 1);
    }
  };
  const first = await dialUntilTaken();
  const gone = new Promise((resolve) => first.socket.resume().once("end", resolve));
  const opening = [world.open(0, session), world.open(2, session)];
  await gone;
  await closeAll(await Promise.all([waiting, ...opening]));
});

test("a party that does not come is named, and nothing is left open", async () => {
  const session = newSession();
  const deaf = createServer((socket) => socket.on("error", () => undefined));
  await new Promise<void>((resolve) => deaf.listen(0, "127.0.0.1", () => resolve()));
  const { port } = deaf.address() as { port: number };
  const [zero, one, two] = world.nodes;
  const peers = { previous: two.address, next: { ...one.address, port } };
  const outcomes = await Promise.allSettled([
    world.open(0, session, { peers, connectMs: 2_500 }),
    world.open(2, session, { connectMs: 2_500 }),
  ]);
  for (const outcome of outcomes)
    assert.ok(outcome.status === "rejected" && isStop(outcome.reason, /no link to party 1 in time/));
  assert.equal(await zero.sessions.used(session), false);
  // The same session may be tried again: it never started.
  const opened = await Promise.all(([0, 1, 2] as const).map((index) => world.open(index, session)));
  await closeAll(opened);
  deaf.close();
});

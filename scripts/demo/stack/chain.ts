import { network } from "hardhat";

/** A local chain (Hardhat's simulated network over JSON-RPC) on 127.0.0.1:PORT that ends with its parent. */
const server = await network.createServer({ network: "default" }, "127.0.0.1", Number(process.env.PORT));
const { address, port } = await server.listen();
process.send?.({ ready: true, url: `http://${address}:${port}` });
const stop = () => void server.close().then(() => process.exit(0));
process.on("SIGTERM", stop);
process.on("SIGINT", () => {});
process.on("disconnect", stop);

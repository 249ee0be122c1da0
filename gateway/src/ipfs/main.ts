import { createLogger } from "../process/createLogger.ts";
import { runProcess } from "../process/runProcess.ts";
import { readIpfsEnvironment } from "./environment.ts";
import { startIpfsNode } from "./startIpfsNode.ts";

const log = createLogger("ipfs");

await runProcess(log, async () => {
  const environment = readIpfsEnvironment();
  return startIpfsNode({
    folder: environment.DATA_DIR,
    apiToken: environment.IPFS_API_TOKEN,
    host: environment.HOST,
    port: environment.PORT,
    maxUploadBytes: environment.IPFS_MAX_UPLOAD_BYTES,
    onError: (error) => log.error({ err: error }, "request failed"),
  });
});

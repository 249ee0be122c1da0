import { readGatewayEnvironment } from "./environment.ts";
import { lockFolder } from "./operations/lock/lockFolder.ts";
import { createLogger } from "./process/createLogger.ts";
import { runProcess } from "./process/runProcess.ts";
import { startGateway } from "./startGateway.ts";

const log = createLogger("gateway");

await runProcess(log, async () => {
  const environment = readGatewayEnvironment();
  // The embedded database knows of no other process; the lock ends with this one.
  if (environment.DATABASE_URL === undefined) lockFolder(environment.DATA_DIR);
  return startGateway(environment, log);
});

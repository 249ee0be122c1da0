/** What `symbolon hub --help` prints. */
export const HUB_USAGE = `symbolon hub: run a hub of your own (docs/OPERATIONS.md)

  symbolon hub start [--worker]      index, API and storage in one process; --worker: and a worker node beside it. One
                                     JSON line when it serves. Ctrl-C or SIGTERM: what is under way ends first
  symbolon hub status                where it listens, what works, how far the index is, what failed for good
  symbolon hub backup FILE [--keys]  everything but the index and erasable keys, while the hub runs or not;
                                     --keys: those keys alone, for seven days (keep them apart)
  symbolon hub restore FILE [--keys] into a folder that holds nothing yet; --keys after it
  symbolon hub retry ID              give a task that failed for good another chance

  --data DIR  its folder (DATA_DIR, else ./symbolon-hub); --json  the result as one JSON document
Everything else comes from the environment, at least SYMBOLON_DEPLOYMENT and RPC_URL.
Exit codes: 0 done, or stopped when asked; 1 refused, failed or ended by itself; 2 wrong usage.`;

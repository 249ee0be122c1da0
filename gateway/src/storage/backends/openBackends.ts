import type { KuboEndpoint } from "../../adapters/kuboRpc.ts";
import type { StorageSettings } from "../storageSettings.ts";
import { kuboPinBackend } from "./kuboPinBackend.ts";
import type { PinBackend } from "./pinBackend.ts";
import { pinningServiceBackend } from "./pinningServiceBackend.ts";

/** The storage node at `main` and every back end of the settings. Nothing is connected to yet. */
export function openBackends(main: KuboEndpoint, settings: StorageSettings): PinBackend[] {
  return [
    kuboPinBackend("main", main, settings.collectsGarbage),
    ...settings.backends.map((each) =>
      each.kind === "kubo"
        ? kuboPinBackend(
            each.name,
            { apiUrl: each.url, token: each.token, timeoutMs: main.timeoutMs },
            each.collectsGarbage,
          )
        : pinningServiceBackend(each.name, each),
    ),
  ];
}

import { queryOptions } from "@tanstack/react-query";
import { type MarketSettings, NO_SETTINGS, parseSettings } from "../../config/marketSettings.ts";

/** Key of this page's settings. */
export function settingsQueryKey() {
  return ["settings"] as const;
}

/**
 * What the operator of this page wrote into `settings.json`, which lies beside the built page; nothing where there is none. A file that cannot be read
 * counts as nothing, because prices can be shown without it; the console says what is wrong with it.
 */
export function settingsQueryOptions() {
  return queryOptions({
    queryKey: settingsQueryKey(),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async ({ signal }): Promise<MarketSettings> => {
      try {
        const response = await fetch("/settings.json", { signal });
        return response.ok ? parseSettings(await response.json()) : NO_SETTINGS;
      } catch (error) {
        console.warn("settings.json is not used:", error);
        return NO_SETTINGS;
      }
    },
  });
}

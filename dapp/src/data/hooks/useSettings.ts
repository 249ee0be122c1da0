import { useQuery } from "@tanstack/react-query";
import { NO_SETTINGS } from "../../config/marketSettings.ts";
import { settingsQueryOptions } from "../queries/settingsQuery.ts";

/** What the operator of this page says about it; nothing while that is being read. */
export function useSettings() {
  return useQuery(settingsQueryOptions()).data ?? NO_SETTINGS;
}

import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { en } from "./texts/en.ts";
import { LANGUAGES, type Language } from "./texts/languages.ts";

declare module "i18next" {
  /** Keys of t() are those of the English texts. */
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof en };
  }
}

/** Translations of the patient page alone, all of them at hand, so that a switch needs no request. */
export function patientI18n(language: Language): i18n {
  const instance = createInstance();
  const resources = Object.fromEntries(
    Object.entries(LANGUAGES).map(([tag, { texts }]) => [tag, { translation: texts }]),
  );
  void instance.use(initReactI18next).init({
    ...{ resources, lng: language, fallbackLng: "en", initAsync: false },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return instance;
}

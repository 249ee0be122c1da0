import { useTranslation } from "react-i18next";
import { LANGUAGES } from "./texts/languages.ts";

/** The page's languages, each in its own name. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className="choices choices--row">
      <legend className="visually-hidden">{t("language")}</legend>
      {Object.entries(LANGUAGES).map(([tag, { name }]) => (
        <label key={tag} className="choice choice--chip" lang={tag}>
          <input
            type="radio"
            name="language"
            checked={i18n.language === tag}
            onChange={() => void i18n.changeLanguage(tag)}
          />
          <span className="choice__title">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

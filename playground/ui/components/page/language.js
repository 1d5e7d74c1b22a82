/** The signs that numbers are written with in a language. */

/**
 * Returns the sign of the decimals and that between groups of three digits, in English where a language's name is none:
 * some systems call theirs "en-US@posix".
 * @param {string | undefined} language
 * @returns {{ language: string, decimal: string, group: string }}
 */
export function signsOf(language) {
  if (!isLanguage(language)) return signsOf("en");
  const parts = new Intl.NumberFormat(language, { numberingSystem: "latn" }).formatToParts(1234567.8);
  /** @param {Intl.NumberFormatPartTypes} type */
  const sign = (type) => parts.find((part) => part.type === type)?.value ?? "";
  return { language, decimal: sign("decimal"), group: sign("group") };
}

/**
 * @param {string | undefined} tag
 * @returns {tag is string}
 */
function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

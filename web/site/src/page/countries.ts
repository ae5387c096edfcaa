/** The countries to choose from, by name: those whose public holidays the library knows. */

import countries from "interview-rules/countries.json";
import { words } from "../words/index.js";

type Options = readonly (readonly [value: string, label: string])[];

const names = new Intl.DisplayNames([words.locale], { type: "region" });
const PARTS: Record<string, string[]> = countries;

export const COUNTRIES: Options = [
  ["", words.start.noCountry],
  ...Object.keys(PARTS)
    .map((code) => [code, names.of(code) ?? code] as const)
    .sort(([, one], [, other]) => one.localeCompare(other, words.locale)),
];

/** The parts of a country that have holidays of their own, by their codes. */
export function partsOf(country: string): Options {
  const parts = PARTS[country] ?? [];
  return parts.length === 0
    ? []
    : [["", words.details.noPart], ...parts.map((p) => [p, p] as const)];
}

/** The country that the language of this browser names, if there is one. */
export function likelyCountry(): string {
  const region = new Intl.Locale(navigator.language).region ?? "";
  return region in PARTS ? region : "";
}

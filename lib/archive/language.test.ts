import { expect, test } from "vitest";
import { languageOf } from "./language";

test.each([
  ["english", "Hello, thanks for calling. How can I help you today?"],
  ["german", "Guten Tag, wie kann ich Ihnen helfen? Ich möchte meine Bestellung stornieren."],
  ["spanish", "Hola, buenos días. Quiero devolver mi pedido porque llegó roto."],
  ["finnish", "Hei, haluaisin peruuttaa tilaukseni ja saada rahat takaisin."],
  ["french", "Bonjour, je voudrais annuler ma commande s'il vous plaît."],
  ["simple", "ok"],
  ["simple", "12345 67890 12345 67890 12345"],
  ["simple", ""],
])("talk in %s is indexed as such: %s", (language, text) => {
  expect(languageOf(text.split(/(?<=\?) /))).toBe(language);
});

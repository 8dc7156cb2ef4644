import type { Token } from "./tokens";

/** Folded words near a number that say what it is, in ten languages, as a call does not say its own. */
const KEYWORDS = {
  code: /\b(?:cvv2?|cvc2?|csc|c v v|c v c|pin|pincode|tan|otp|passcodes?|pass code|password|security code|verification code|access code|one time (?:code|password)|(?:door|gate|alarm|login|confirmation) code|code we sent|digit (?:code|number)|the code|my code|digits on the (?:back|reverse)|numbers on the (?:back|reverse)|back of (?:the|your) card|last four of (?:my|your|the) (?:social|ssn)|(?:social|ssn)(?: number)? (?:ends|ending)|security(?= ?$)|(?<!(?:error|area|country|zip|postal|promo|discount|product|status|dialling|model) )code(?= ?(?:is|was)? ?$)|clave|contrasena|codigo(?: de (?:seguridad|verificacion|acceso))?|reverso|(?:numeros|digitos|cifras) de (?:detras|atras)|pruefnummer|prufnummer|prufziffer|sicherheitscode|sicherheitsnummer|geheimzahl|kennwort|passwort|ruckseite|bestatigungscode|turvakoodi\p{L}*|tunnusluku\p{L}*|pin koodi\p{L}*|salasana\p{L}*|vahvistuskoodi\p{L}*|tarkistuskoodi\p{L}*|sakerhetskod\p{L}*|pinkod\p{L}*|cryptogramme|code (?:secret|confidentiel|de securite|de verification)|codice (?:segreto|di sicurezza|di verifica)|codigo de seguranca|senha|beveiligingscode|verificatiecode|kod (?:pin|cvv|cvc|zabezpieczajacy))\b/u,
  birth:
    /\b(?:date of birth|birth ?date|birthday|born|dob|d o b|fecha de nacimiento|nacimiento|naci|nacio|nacido|nacida|geburtsdatum|geboren|geburtstag|syntyma\p{L}*|syntynyt|synnyin|date de naissance|nee? le|data di nascita|nat[oa] il|data de nascimento|nascid[oa]|nasci|geboortedatum|fodelse\p{L}*|fodd|data urodzenia|urodzenia|urodzil\p{L}*)\b/u,
  email:
    /\b(?:e ?mails?|mail|correo|sahkoposti\p{L}*|email\p{L}*|mailadresse|spell|courriel|epost\p{L}*|mejl\p{L}*|posta)\b/u,
  phone:
    /\b(?:phone|telephone|mobile|cell|cellphone|landline|call|text|ring|reach|whatsapp|telefono|movil|llame\w*|handy\p{L}*|telefon\p{L}*|rufnummer|puhelin\p{L}*|numeroni|kannykka\p{L}*|portable|telephone|mobil\p{L}*|cellulare|telefone|telemovel|celular|telefoon\p{L}*|gsm|komorka|komorkowy)\b/u,
  id: /\b(?:social|ssn|national insurance|ni number|nhs|passport|licen[cs]e|medicare|dni|nie|nif|pasaporte|steuer\p{L}*|sozialversicherung\p{L}*|ausweis\p{L}*|reisepass|henkilotunnu\p{L}*|hetu\p{L}*|passi\p{L}*|personnummer\p{L}*|securite sociale|codice fiscale|passaporto|cpf|burgerservicenummer|bsn|pesel|dowod\p{L}*)\b/u,
  card: /\b(?:card|visa|mastercard|amex|maestro|tarjeta|karte\p{L}*|kreditkarte\p{L}*|kortti\p{L}*|kortin|kort|kortet|kortnummer\p{L}*|carte|carta|cartao|kaart|kaartnummer|karty)\b/u,
  account: /\b(?:iban|sort code|konto\p{L}*|cuenta|tilinumero\p{L}*|compte|rekeningnummer|bankrekening)\b/u,
};

export type Keyword = keyof typeof KEYWORDS;

const REACH_TOKENS = 7;
/** Between "pin" and a number these say that the number is something else. */
const ELSEWHERE =
  /^(?:in|at|since|about|order|error|room|blocked|forgot|changed|expires|until|pedido|bestellung|tilaus)$/;
const SENTENCE_END = /[.?!](?:\s|$)/;

/** The words before token `from`, as far as they are one thought with it; a line break ends none. */
function wordsBefore(tokens: readonly Token[], from: number): string {
  const words: string[] = [];
  for (let at = from - 1; at >= 0 && words.length < REACH_TOKENS; at -= 1) {
    const gap = tokens[at + 1]?.gap ?? "";
    const text = tokens[at]?.text ?? "";
    if (SENTENCE_END.test(gap) || ELSEWHERE.test(text)) break;
    words.unshift(text);
  }
  return words.join(" ");
}

/** The words after token `to` in its sentence: "321 is the security code". */
function wordsAfter(tokens: readonly Token[], to: number): string {
  const words: string[] = [];
  for (let at = to + 1; at < tokens.length && words.length < REACH_TOKENS; at += 1) {
    const token = tokens[at];
    if (!token || SENTENCE_END.test(token.gap) || token.gap.startsWith("\n") || token.isDigits) break;
    words.push(token.text);
  }
  return words.join(" ");
}

/** Whether the words around a number, or the question it answers, speak of `keyword`. */
export function isAbout(keyword: Keyword, tokens: readonly Token[], from: number, to: number): boolean {
  const pattern = KEYWORDS[keyword];
  const question = tokens[from]?.line.question ?? "";
  if (pattern.test(wordsBefore(tokens, from)) || pattern.test(plainWords(question))) return true;
  const after = wordsAfter(tokens, to);
  return /^(?:is|was|es|ist|on|oli) /.test(after) && pattern.test(after);
}

/** Whether a question that was asked, folded, speaks of `keyword`. */
export function asksFor(keyword: Keyword, question: string): boolean {
  return KEYWORDS[keyword].test(plainWords(question));
}

const LONGEST_QUESTION = 400;

function plainWords(text: string): string {
  return text.slice(-LONGEST_QUESTION).replace(/[-–]/g, " ");
}

import type { Desk, Facts, Language } from "@/lib/simulator/conversations/conversation";
import { Random } from "@/lib/simulator/random";

/**
 * Everybody in the demo is invented. US numbers are from the 555-01xx block and German ones from the block that the
 * Bundesnetzagentur keeps for films; +358 0 has led nowhere since 1996.
 */
export type Agent = {
  id: string;
  desk: Desk;
  name: string;
  persona: string;
  company: string;
  status: "deployed" | "active" | "training" | "inactive";
  phoneNumbers: string[];
};
export type Customer = { first: string; last: string; phone: string; email: string | null; company: string | null };

function agent(
  desk: Desk,
  name: string,
  persona: string,
  company: string,
  status: Agent["status"],
  line: string,
): Agent {
  return { id: new Random("agent", desk).uuid(), desk, name, persona, company, status, phoneNumbers: [line] };
}

export const AGENTS: readonly Agent[] = [
  agent("orders", "Ostrelle Order Desk", "Ava", "Ostrelle Home", "deployed", "+13125550110"),
  agent("returns", "Ostrelle Returns", "Milo", "Ostrelle Home", "deployed", "+13125550111"),
  agent("broadband", "Nimbrel Tech Support", "Juno", "Nimbrel Broadband", "deployed", "+12065550120"),
  agent("energy", "Voltaver Customer Care", "Iris", "Voltaver Energy", "deployed", "+493023125040"),
  agent("clinic", "Oakhollow Appointments", "Nora", "Oakhollow Clinic", "deployed", "+16175550130"),
  agent("payments", "Fennick Payments", "Theo", "Fennick Finance", "active", "+17025550140"),
  agent("insurance", "Kestrand Claims", "Ruth", "Kestrand Insurance", "deployed", "+15035550150"),
  agent("sales", "Larkwell Sales", "Felix", "Larkwell Software", "active", "+14155550160"),
];

const BY_DESK = new Map(AGENTS.map((one) => [one.desk, one]));

export function agentOfDesk(desk: Desk): Agent {
  const found = BY_DESK.get(desk);
  if (found === undefined) throw new RangeError(`no agent at ${desk}`);
  return found;
}

type Place = {
  firsts: readonly string[];
  lasts: readonly string[];
  cities: readonly string[];
  streets: readonly string[];
  days: readonly string[];
  months: readonly string[];
  products: readonly string[];
  phone: (random: Random) => string;
  amount: (cents: number) => string;
  date: (day: number, month: string) => string;
  time: (hour: number, half: boolean) => string;
};

/** None of the agents' own. */
const AREA_CODES =
  "201 205 209 214 216 219 225 228 231 240 248 254 260 267 270 281 301 304 305 309 314 316 319 320 323 330 334 336 347 352 360 385 402 404 405 407 408 410 412 419 423 425 432 443 458".split(
    " ",
  );
const usPhone = (random: Random) => `+1${random.pick(AREA_CODES)}55501${random.text(2, "0123456789")}`;
const dollars = (cents: number) => `$${(cents / 100).toFixed(2)}`;
const comma = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");
const twelveHour = (hour: number, half: boolean) =>
  `${hour > 12 ? hour - 12 : hour}${half ? ":30" : ":00"} ${hour >= 12 ? "PM" : "AM"}`;

const PLACES: Readonly<Record<Language, Place>> = {
  en: {
    firsts: [
      "Maya",
      "Owen",
      "Priya",
      "Caleb",
      "Hannah",
      "Marcus",
      "Leila",
      "Trevor",
      "Gwen",
      "Isaac",
      "Naomi",
      "Dylan",
      "Ruby",
      "Amir",
      "Clara",
      "Jonah",
      "Tessa",
      "Victor",
      "June",
      "Colin",
    ],
    lasts: [
      "Hartwell",
      "Okafor",
      "Lindgren",
      "Castellan",
      "Brandt",
      "Moreau",
      "Whitlock",
      "Nakamura",
      "Delaney",
      "Sorensen",
      "Abernathy",
      "Kapoor",
      "Fairbanks",
      "Osei",
      "Rowntree",
      "Vance",
    ],
    cities: [
      "Portland",
      "Denver",
      "Austin",
      "Madison",
      "Tacoma",
      "Savannah",
      "Boise",
      "Providence",
      "Duluth",
      "Asheville",
    ],
    streets: [
      "Maple Court",
      "Birchwood Lane",
      "Harbor Street",
      "Linden Avenue",
      "Quarry Road",
      "Mill Lane",
      "Orchard Drive",
    ],
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    products: [
      "the walnut side table",
      "the linen duvet set",
      "the brass floor lamp",
      "the ceramic planter",
      "the wool throw",
      "the oak bookshelf",
    ],
    phone: usPhone,
    amount: dollars,
    date: (day, month) => `${month} ${day}`,
    time: twelveHour,
  },
  es: {
    firsts: ["Lucía", "Mateo", "Valeria", "Diego", "Carmen", "Andrés", "Ximena", "Javier"],
    lasts: ["Robledo", "Quintana", "Salcedo", "Montero", "Ibarra", "Peñalver", "Arriaga"],
    cities: ["Miami", "San Antonio", "El Paso", "Tucson", "Fresno"],
    streets: ["la calle Olmo", "la avenida Jardín", "la calle Puerto"],
    days: ["el domingo", "el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado"],
    months: [
      "enero",
      "febrero",
      "marzo",
      "abril",
      "mayo",
      "junio",
      "julio",
      "agosto",
      "septiembre",
      "octubre",
      "noviembre",
      "diciembre",
    ],
    products: ["la mesita de nogal", "la lámpara de pie", "el juego de sábanas", "la manta de lana"],
    phone: usPhone,
    amount: (cents) => `${(cents / 100).toFixed(2)} dólares`,
    date: (day, month) => `${day} de ${month}`,
    time: (hour, half) =>
      `las ${hour > 12 ? hour - 12 : hour}${half ? " y media" : ""} ${hour > 12 ? "de la tarde" : hour === 12 ? "del mediodía" : "de la mañana"}`,
  },
  de: {
    firsts: ["Anke", "Jonas", "Friederike", "Matthias", "Sabine", "Lukas", "Heike", "Tobias"],
    lasts: ["Brinkmann", "Wegener", "Lohmann", "Petersen", "Kessler", "Vogt", "Reinhardt"],
    cities: ["Potsdam", "Oldenburg", "Kassel", "Erfurt", "Lüneburg"],
    streets: ["Lindenallee", "Mühlenweg", "Gartenstraße", "Am Anger"],
    days: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
    months: [
      "Januar",
      "Februar",
      "März",
      "April",
      "Mai",
      "Juni",
      "Juli",
      "August",
      "September",
      "Oktober",
      "November",
      "Dezember",
    ],
    products: ["den Beistelltisch", "die Stehlampe", "die Wolldecke"],
    phone: (random) => `+493023125${random.whole(100, 999)}`,
    amount: (cents) => `${comma(cents)} Euro`,
    date: (day, month) => `${day}. ${month}`,
    time: (hour, half) => `${hour}${half ? ":30" : ""} Uhr`,
  },
  fi: {
    firsts: ["Aino", "Eetu", "Helmi", "Oskari", "Sanna", "Veikko", "Iida", "Juhani"],
    lasts: ["Lehtovaara", "Kivistö", "Rantala", "Saarikko", "Niemelä", "Hakanen"],
    cities: ["Tampereella", "Oulussa", "Turussa", "Kuopiossa", "Lahdessa"],
    streets: ["Koivukuja", "Rantatie", "Mäntypolku"],
    days: ["sunnuntaina", "maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina"],
    months: [
      "tammikuuta",
      "helmikuuta",
      "maaliskuuta",
      "huhtikuuta",
      "toukokuuta",
      "kesäkuuta",
      "heinäkuuta",
      "elokuuta",
      "syyskuuta",
      "lokakuuta",
      "marraskuuta",
      "joulukuuta",
    ],
    products: ["sivupöytä", "jalkalamppu", "villahuopa"],
    phone: (random) => `+358055501${random.text(2, "0123456789")}`,
    amount: (cents) => `${comma(cents)} euroa`,
    date: (day, month) => `${day}. ${month}`,
    time: (hour, half) => `kello ${hour}${half ? ".30" : ""}`,
  },
};

const COLLEAGUES = [
  "Dana Whitfield",
  "Rafael Costa",
  "Ingrid Solberg",
  "Marcus Boateng",
  "Yuki Hanamura",
  "Elif Demir",
];
const STRANGERS = ["Ms. Ashgrove", "Mr. Tilbury", "Mrs. Penrose", "Mr. Lovelock", "Ms. Quarrie"];
const WORKPLACES = [
  "Harbor & Pine Studio",
  "Quillfeather Books",
  "Tallgrass Logistics",
  "Copperline Cafés",
  "Redfern Veterinary",
];

/** The person at the other end of one call. */
export function customerOf(language: Language, random: Random): Customer {
  const place = PLACES[language];
  const first = random.pick(place.firsts);
  const last = random.pick(place.lasts);
  return {
    first,
    last,
    phone: place.phone(random),
    email: random.chance(0.7) ? emailOf(first, last) : null,
    company: random.chance(0.35) ? random.pick(WORKPLACES) : null,
  };
}

function emailOf(first: string, last: string): string {
  const plain = `${first}.${last}`.normalize("NFD").replace(/[^A-Za-z.]/g, "");
  return `${plain.toLowerCase()}@example.com`;
}

const DAY_MS = 86_400_000;

/** The next working day from `fromMs` on. */
function workday(fromMs: number): Date {
  const date = new Date(fromMs);
  const wait = [1, 0, 0, 0, 0, 0, 2][date.getUTCDay()] ?? 0;
  return new Date(fromMs + wait * DAY_MS);
}

/** What the talk's slots are filled with. Days and dates belong together and are near the call's own. */
export function factsOf(language: Language, who: Customer, by: Agent, callMs: number, random: Random): Facts {
  const place = PLACES[language];
  const dated = (date: Date) => place.date(date.getUTCDate(), place.months[date.getUTCMonth()] ?? "");
  const digits = (length: number) => random.text(length, "23456789");
  const soon = workday(callMs + random.whole(2, 6) * DAY_MS);
  const later = workday(soon.getTime() + random.whole(1, 3) * DAY_MS);
  const hour = random.whole(9, 15);
  const count = random.whole(2, 6);
  const people = random.whole(3, 9) * 10;
  const bigCents = random.whole(21_000, 64_000);
  return {
    first: who.first,
    last: who.last,
    full: `${who.first} ${who.last}`,
    email: who.email ?? emailOf(who.first, who.last),
    workplace: who.company ?? random.pick(WORKPLACES),
    persona: by.persona,
    company: by.company,
    colleague: random.pick(COLLEAGUES),
    stranger: random.pick(STRANGERS),
    city: random.pick(place.cities),
    street: `${digits(2)} ${random.pick(place.streets)}`,
    lane: random.pick(place.streets),
    house: digits(2),
    lastFour: digits(4),
    order: digits(5),
    ref: `${random.text(2, "BCDFGHKLMNPRTVX")}-${digits(4)}`,
    product: random.pick(place.products),
    fee: place.amount(random.whole(490, 1_490)),
    half: place.amount(random.whole(2_900, 6_900)),
    amount: place.amount(random.whole(7_400, 18_900)),
    bigAmount: place.amount(bigCents),
    share: place.amount(Math.ceil(bigCents / count)),
    people: String(people),
    monthlyPrice: `$${people * 4}`,
    yearlyPrice: `$${(people * 6 * 12 * 0.9).toLocaleString("en-US")}`,
    day: place.days[soon.getUTCDay()] ?? "",
    date: dated(soon),
    otherDay: place.days[later.getUTCDay()] ?? "",
    laterDate: dated(later),
    inTwoWeeks: dated(new Date(callMs + 14 * DAY_MS)),
    pastDate: dated(new Date(callMs - random.whole(3, 20) * DAY_MS)),
    birthday: place.date(random.whole(1, 28), random.pick(place.months)),
    time: place.time(hour, random.chance(0.5)),
    otherTime: place.time(hour + 2, random.chance(0.5)),
    minutes: String(random.whole(3, 9) * 10),
    count: String(count),
    year: String(random.whole(1958, 2001)),
    reading: `${random.whole(1, 4)}${digits(4)}`,
    speed: String(random.whole(8, 40)),
  };
}

export function agentById(id: string): Agent | null {
  return AGENTS.find((one) => one.id === id.toLowerCase()) ?? null;
}

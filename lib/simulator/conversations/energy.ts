import type { Conversation } from "@/lib/simulator/conversations/conversation";

export const ENERGY: readonly Conversation[] = [
  {
    key: "high-bill",
    language: "en",
    desk: "energy",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} asked why the bill rose to {bigAmount}. The last reading had been estimated; with the real reading {reading} the bill falls by {amount}. A corrected bill was sent. Resolved.",
    lines: `
A: Hello, Voltaver customer care, this is {persona}. How can I help you?
C: Hi. I got a bill for {bigAmount} and that can't be right. It's usually half that.
A: I understand that's a shock. Let's look at it together. What's your customer number?
C: {ref}.
T: find_account {"customer":"{ref}"}
A: Thank you, {first}. I see what happened: the last meter reading was an estimate, because nobody could get to the meter.
C: An estimate? So you just guessed?
A: We used the average of homes like yours. If you can read the meter now, I can replace the estimate straight away.
C: It's in the basement. {Give me a minute.|I'll take the phone down.}
... 18
C: Okay, I'm standing in front of it. There are black numbers and a red one.
A: Please read me the black ones only, from left to right.
C: {reading}.
A: {reading}, thank you. That's a good deal lower than our estimate.
C: I knew it!
A: Your bill goes down by {amount}. I'm sending a corrected one to {email} today.
C: And do I still have to pay by the end of the month?
A: The new due date is {inTwoWeeks}. The old bill is void, so you can throw it away.
C: Okay, phew. Can I stop this from happening again?
A: Yes. You could have a smart meter, which reports by itself. It's free, and an electrician needs half an hour to fit it.
C: Let me think about that one.
A: Of course. The offer doesn't run out. Is there anything else I can help you with?
C: No, you've made my day.
A: Thank you for calling Voltaver, {first}. Goodbye!
`,
  },
  {
    key: "power-cut",
    language: "en",
    desk: "energy",
    direction: "inbound",
    outcome: "answered",
    summary:
      "{full} reported a power cut on {lane}, {city}. It affects one household only; the main switch had tripped because of a kettle. Power restored during the call.",
    lines: `
A: Hello, Voltaver fault line, {persona} speaking. Is anybody in danger?
C: No, no danger. But we have no power at all since ten minutes ago.
A: Thank you. What's your address, please?
C: {house} {lane}, in {city}.
T: grid_state {"street":"{lane}","city":"{city}"}
A: The grid in your street is fine, so it may be inside the house. Do your neighbors have light?
C: I can see light across the street, yes.
A: Do you know where your fuse box is, and do you have a flashlight?
C: It's in the hall. I'm using my phone.
... 10
C: Okay. There's a row of switches. Most are up, one wide one is down.
A: The wide one is the safety switch. Before you push it up: what was running when it went dark?
C: I'd just switched on the kettle.
A: Please unplug the kettle first.
C: Done.
A: Now push the wide switch up, firmly. It's all right if it clicks.
... 5
C: And there was light! Everything's back.
A: Very good. Please don't use that kettle again. It probably has a short circuit.
C: It's twenty years old, so fair enough.
A: If the switch drops again without it, please call an electrician, or us.
C: Will do. Thanks for the quick help.
A: Thank you for calling, {first}, and be careful with the next cup of tea. Goodbye!
`,
  },
  {
    key: "tariff-renewal",
    language: "en",
    desk: "energy",
    direction: "outbound",
    campaign: "winter-renewals-2026",
    outcome: "renewed",
    summary:
      "{full} renewed the fixed price plan for twelve months at about {half} a month. Documents went to {email}; fourteen days to change one's mind.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of Voltaver Energy. Am I speaking with {full}?
C: {Yes, speaking.|Yes. What's it about?}
A: Your fixed price ends on {date}. I'm calling so that you don't slide into the more expensive basic rate.
C: Okay. {And what would that cost me?|How much are we talking about?}
A: The basic rate would be around {amount} a month for your usage. A new twelve month plan would be {half}.
C: Huh. That's quite a difference. What's the catch?
A: You stay for a year. If you move, you can take the plan along or end it.
C: And it's green energy?
A: All of it is wind and water, same as now.
C: How long do I have to decide?
A: Until {date}. I can also send you the numbers first, so that you can read them in peace.
C: No, I've been happy so far. Let's do it.
A: Then I need a clear yes for the record: would you like to renew for twelve months at {half} a month?
C: Yes.
T: renew_plan {"customer":"{ref}","months":12}
A: Thank you, it's renewed. You'll get everything at {email}, and you have fourteen days to change your mind.
C: Good, thanks for the call.
A: Thank you, {first}. Have a warm winter. Goodbye!
`,
  },
  {
    key: "zaehlerstand",
    language: "de",
    desk: "energy",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} aus {city} gab den Zählerstand {reading} durch und ließ den Abschlag auf {half} senken. Bestätigung per E-Mail. Erledigt.",
    lines: `
A: Guten Tag, Voltaver Kundenservice, hier ist {persona}, die digitale Assistentin. Wie kann ich Ihnen helfen?
C: Guten Tag, {full} mein Name. Ich möchte meinen Zählerstand durchgeben.
A: Sehr gern. Nennen Sie mir bitte Ihre Kundennummer?
C: Moment, ich hole die Rechnung.
... 8
C: So. Das ist die {ref}.
T: find_account {"customer":"{ref}"}
A: Vielen Dank. Ich habe Ihren Vertrag in {city} vor mir. Wie lautet der Stand?
C: {reading}, und dahinter eine rote Vier.
A: Die rote Ziffer brauche ich nicht. Also {reading}, abgelesen heute?
C: Ja, gerade eben.
A: Ist notiert. Sie haben weniger verbraucht als im letzten Jahr.
C: Das freut mich. {Kann man dann auch den Abschlag senken?|Heißt das, ich zahle weniger?}
A: Ja, das lohnt sich. Ich würde Ihnen künftig {half} im Monat vorschlagen.
C: Und wenn der Winter kalt wird?
A: Dann bleibt immer noch ein kleines Polster. Ich habe es eingerechnet.
C: Gut, dann machen wir das so.
A: Der neue Abschlag gilt ab dem {date}. Die Bestätigung kommt an {email}.
C: Wunderbar, das ging ja schnell.
A: Kann ich sonst noch etwas für Sie tun?
C: Nein, das war alles. Vielen Dank!
A: Ich danke Ihnen für den Anruf. Einen schönen Tag noch, auf Wiederhören!
`,
  },
  {
    key: "umzug-strom",
    language: "de",
    desk: "energy",
    direction: "inbound",
    outcome: "move_booked",
    summary:
      "{full} zieht am {date} nach {city}, {lane} {house}. Der Stromvertrag zieht mit; alter und neuer Zählerstand werden am Umzugstag per Foto nachgereicht.",
    lines: `
A: Guten Tag, Sie sprechen mit {persona} von Voltaver. Was kann ich für Sie tun?
C: Hallo, wir ziehen um und ich wollte fragen, was ich mit dem Strom machen muss.
A: Das ist ganz einfach. Wohin geht es denn, und wann?
C: Nach {city}, {lane} {house}. Am {date}.
A: Danke. Möchten Sie Ihren Vertrag mitnehmen? Der Preis bleibt gleich.
C: Ja, gern. Ich bin ja zufrieden.
A: Das hören wir gern. Dann brauche ich noch Ihre Kundennummer.
C: {ref}.
T: move_contract {"customer":"{ref}","city":"{city}"}
A: Vielen Dank, {full}. Ich habe den Umzug eingetragen.
C: Und die Zählerstände? Muss ich die anrufen oder schicken?
A: Am besten machen Sie am Umzugstag von beiden Zählern ein Foto und laden es hoch. Der Link kommt per Nachricht.
C: Was ist, wenn der Vermieter den Keller abgeschlossen hat?
A: Dann genügt das Übergabeprotokoll, darauf steht der Stand auch.
C: Ach so, prima. Muss ich in der neuen Wohnung etwas abmelden?
A: Nein. Der bisherige Anbieter erfährt es von uns.
C: Sehr gut. Dann ist ja alles geklärt.
A: Ich wünsche Ihnen einen guten Umzug. Vielen Dank für Ihren Anruf, auf Wiederhören!
`,
  },
  {
    key: "mensch-bitte",
    language: "de",
    desk: "energy",
    direction: "inbound",
    trait: "upset",
    outcome: "escalated",
    summary:
      "{full} ist verärgert über eine Mahnung trotz Zahlung von {amount} und verlangte einen Menschen. Die Mahnung wurde gestoppt, Rückruf durch die Teamleitung innerhalb von {count} Stunden zugesagt. Noch offen.",
    lines: `
A: Guten Tag, Voltaver Kundenservice, hier ist {persona}, die digitale Assistentin. Wie kann ich Ihnen helfen?
C: Ich will mit einem Menschen sprechen, nicht mit einer Maschine.
A: Das kann ich verstehen. Darf ich vorher kurz fragen, worum es geht?
C: Um eine Mahnung! Ich habe die {amount} vor drei Wochen bezahlt.
A: Das tut mir leid. Wenn Sie mir die Kundennummer nennen, stoppe ich die Mahnung sofort.
C: {ref}. Das ist eine Unverschämtheit, ehrlich.
T: find_payment {"customer":"{ref}"}
A: Ihre Zahlung ist da, aber ohne Verwendungszweck. Deshalb wurde sie nicht zugeordnet. Das habe ich gerade nachgeholt.
C: Und wieso merkt das bei Ihnen keiner? {Ich beschwere mich.|Ich habe zweimal geschrieben.}
A: Ihre Schreiben liegen hier, sie hätten längst beantwortet sein müssen. Die Mahnung ist gelöscht, Kosten entstehen Ihnen keine.
C: Ich möchte trotzdem einen Mitarbeiter. Sonst gehe ich damit zum Anwalt.
A: Im Moment sind alle im Gespräch. Die Teamleitung ruft Sie in den nächsten {count} Stunden zurück. Ist diese Nummer richtig?
... 3
C: Ja. Aber wirklich heute.
A: Noch heute, ich habe es als dringend eingetragen. Sie bekommen auch eine schriftliche Entschuldigung.
C: Na gut. Ich verlasse mich darauf.
A: Danke für Ihre Geduld, {full}. Auf Wiederhören.
`,
  },
  {
    key: "sahkolasku",
    language: "fi",
    desk: "energy",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} kysyi {amount} sähkölaskusta ja sai laskulle kaksi viikkoa lisäaikaa. Uusi eräpäivä on {inTwoWeeks}. Asia selvä.",
    lines: `
A: Hei, Voltaverin asiakaspalvelu, täällä {persona}, digitaalinen avustaja. Miten voin auttaa?
C: Hei. Sain sähkölaskun, ja en ehdi maksaa sitä eräpäivään mennessä.
A: Katsotaan yhdessä. Kertoisitko asiakasnumerosi?
C: Joo, se on {ref}.
T: find_account {"customer":"{ref}"}
A: Kiitos, {first}. Laskun summa on {amount}. Milloin maksu sopisi sinulle?
C: Palkka tulee vasta kuun lopussa. {Kaksi viikkoa riittäisi.|Voisiko saada kaksi viikkoa lisää?}
A: Se onnistuu. Siirrän eräpäivän, uusi päivä on {inTwoWeeks}.
C: Tuleeko siitä jotain kuluja?
A: Ei tule. Ensimmäinen siirto on ilmainen.
C: Kiva kuulla. Pitääkö minun tehdä vielä jotain?
A: Ei. Saat uuden laskun sähköpostiin. Vanhan voit heittää pois.
C: Hyvä. Entä jos haluaisin maksaa useammassa erässä ensi kerralla?
A: Silloin sopiva vaihtoehto on tasaerä: maksat joka kuukausi saman summan.
C: Paljonko se olisi?
A: Viime vuoden kulutuksella noin {half} kuussa.
C: Kuulostaa järkevältä. Laitetaan se päälle.
A: Selvä, tasaerä alkaa seuraavasta laskusta. Voinko auttaa vielä jossain?
C: Ei muuta, kiitos paljon!
A: Kiitos soitosta ja mukavaa päivänjatkoa. Hei hei!
`,
  },
  {
    key: "sahkokatko",
    language: "fi",
    desk: "energy",
    direction: "inbound",
    outcome: "answered",
    summary:
      "{full} ilmoitti sähkökatkosta osoitteessa {lane} {house}. Puu kaatui linjalle; korjaus valmistuu arviolta {count} tunnissa. Tekstiviesti-ilmoitukset kytketty.",
    lines: `
A: Hei, Voltaverin vikapalvelu, {persona} puhelimessa. Onko kaikki kunnossa?
C: No, sähköt meni. Koko talo on pimeänä.
A: Ikävä kuulla. Mikä on osoitteesi?
C: {lane} {house}. Asutaan vähän metsän reunassa.
T: grid_state {"street":"{lane}"}
A: Kiitos. Näen vian: puu on kaatunut linjan päälle, ja se koskee noin {minutes} taloa.
C: Arvasin. Täällä tuulee tosi kovaa. {Kauanko siinä menee?|Milloin sähköt palaa?}
A: Korjaajat ovat matkalla. Arvio on noin {count} tuntia.
C: Meillä on pakastin täynnä marjoja. Kestääköhän ne?
A: Kestävät kyllä. Suljettuna pakastin pysyy kylmänä noin vuorokauden.
C: Huh, hyvä.
A: Onko kotona ketään, joka tarvitsee sähköllä toimivaa laitetta?
C: Ei ole, onneksi. Ja takassa on tuli.
A: Mainiota. Lähetänkö tekstiviestin, kun sähköt palaavat?
C: Joo, tähän numeroon.
A: Tehty. Muistathan pysyä kaukana katkenneista johdoista.
C: Totta kai. Kiitos avusta.
A: Kiitos ilmoituksesta, {first}. Voimia myrskyyn, hei hei!
`,
  },
];

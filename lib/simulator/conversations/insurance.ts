import type { Conversation } from "@/lib/simulator/conversations/conversation";

export const INSURANCE: readonly Conversation[] = [
  {
    key: "hail-claim",
    language: "en",
    desk: "insurance",
    direction: "inbound",
    outcome: "claim_opened",
    summary:
      "{full} reported hail damage to a car in {city} on {pastDate}. Claim {ref} opened, deductible {half}; inspection booked for {day} at {time}. Photos received.",
    lines: `
A: Hello, Kestrand Insurance, claims line. This is {persona}. How can I help you?
C: Hi, we had that hailstorm on {pastDate} and my car looks like a golf ball.
A: I'm sorry. We've had quite a few of those. Was anybody hurt, or is it just the car?
C: Just the car. {It was parked in front of the house.|I was inside, luckily.}
A: Good. May I have your full name and the license plate?
C: {full}. The plate is {ref}.
T: find_policy {"name":"{full}"}
A: Thank you, {first}. Hail is covered by your policy. Your own share is {half}.
C: Okay, that's what I remembered.
A: Are any windows broken? If so, I'd arrange that first.
C: No, the glass is fine. It's the hood, the roof and the trunk.
A: Then an appraiser can look at it within a few days. I'm sending you a link for photos. Could you take four, one from each side?
C: Yes, I'm outside already. One moment.
... 17
C: They're uploaded. The low sun is actually pretty good for the dents.
A: They're excellent, thank you. I can offer you {day} at {time}, at the garage on {lane} in {city}.
C: {day} is good. How long will it take?
A: The inspection takes half an hour. The repair is usually done within a week, and you'd have a rental car.
C: Great, I need one for work.
A: It's reserved. Your claim number is {ref}, and everything is on its way to {email}.
C: Thanks. That was less painful than I expected.
A: I'm glad. Is there anything else I can help you with?
C: No, that's all.
A: Thank you for calling Kestrand, {first}. Goodbye!
`,
  },
  {
    key: "policy-renewal",
    language: "en",
    desk: "insurance",
    direction: "outbound",
    campaign: "winter-renewals-2026",
    outcome: "renewed",
    summary:
      "{full} renewed the home policy with a higher cover for bicycles, {half} a month from {date}. Documents sent to {email}.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of Kestrand Insurance. Do I speak with {full}?
C: {Yes, you do.|Yes, hi.}
A: Your home insurance renews on {date}. I'd like to check with you whether it still fits. It takes two minutes.
C: Okay, go ahead.
A: Thank you. Do you still live at {house} {lane} in {city}?
C: Yes, same place.
A: Have you bought anything valuable this year? Jewelry, a bicycle, instruments?
C: We got two electric bikes {in the summer|in June}, actually.
A: How nice. Together, are they worth more than three thousand dollars?
C: Oh yes. More like five.
A: Then they're above your limit for bicycles. I can raise it, for about four dollars a month more.
C: Does that cover theft from the {garage|train station} too?
A: Yes, anywhere, as long as they're locked.
C: Then please add that.
T: update_policy {"policy":"{ref}","bicycles":6000}
A: Done. Your new monthly price is {half}, from {date}. Is there anything else that has changed?
C: No, just the bikes.
A: Perfect. The documents are going to {email}. You can withdraw within thirty days.
C: Great. Thanks for checking.
A: Thank you for your time, {first}. Enjoy the rides. Goodbye!
`,
  },
  {
    key: "wasserschaden",
    language: "de",
    desk: "insurance",
    direction: "inbound",
    outcome: "claim_opened",
    summary:
      "{full} meldete einen Wasserschaden in {city}. Schaden {ref} angelegt, ein Handwerker kommt am {day} um {time}; Trocknungsgeräte werden gestellt.",
    lines: `
A: Guten Tag, Kestrand Versicherung, Schadenservice, hier spricht {persona}. Wie kann ich helfen?
C: Guten Tag, bei uns ist die Waschmaschine ausgelaufen. Das ganze Bad steht unter Wasser.
A: Das tut mir leid. Ist das Wasser inzwischen abgestellt?
C: Ja, den Haupthahn habe ich zugedreht.
A: Sehr gut gemacht. Ist Strom in der Nähe des Wassers?
C: Die Sicherung fürs Bad habe ich auch rausgenommen.
A: Vorbildlich. Nennen Sie mir bitte Ihren Namen und die Adresse?
C: {full}, {lane} {house} in {city}.
T: find_policy {"name":"{full}"}
A: Danke schön. Wasserschäden sind bei Ihnen mitversichert. Ist in der Wohnung darunter etwas nass geworden?
C: Ich habe geklingelt, da ist alles trocken. {Zum Glück.|Gott sei Dank.}
A: Das ist eine gute Nachricht. Bitte machen Sie ein paar Fotos, bevor Sie aufwischen.
C: Habe ich schon, so zehn Stück.
A: Wunderbar. Ihre Schadennummer ist {ref}. Ein Handwerker kann am {day} um {time} kommen. Passt Ihnen das?
C: Ja, da bin ich zu Hause. Bringt der auch so ein Trockengerät mit?
A: Ja, zwei Geräte. Den Strom dafür ersetzen wir Ihnen.
C: Daran hätte ich gar nicht gedacht. Danke.
A: Sehr gern. Die Zusammenfassung geht an {email}. Haben Sie noch eine Frage?
C: Nein, jetzt bin ich beruhigt.
A: Alles Gute für Sie, und vielen Dank für den Anruf. Auf Wiederhören!
`,
  },
];

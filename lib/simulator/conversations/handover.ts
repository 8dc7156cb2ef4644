import type { Conversation } from "@/lib/simulator/conversations/conversation";

/** Talks in which the agent brings a colleague in and leaves. */
export const HANDOVER: readonly Conversation[] = [
  {
    key: "billing-handover",
    language: "en",
    desk: "energy",
    direction: "inbound",
    trait: "transfer",
    outcome: "transferred",
    summary:
      "{full} was billed twice for November, {amount} each. {persona} verified the account and handed over to {colleague} in billing, who cancelled the second charge. Refund within five business days.",
    lines: `
A: Hello, Voltaver customer care, this is {persona}. How can I help you?
C: Hi. I looked at my bank account and you took {amount} twice this month.
A: I'm sorry about that. Let me check it. May I have your customer number, please?
C: {ref}.
T: find_account {"customer":"{ref}"}
A: Thank you, {first}. I see two charges of {amount}, one day apart. The second looks like a mistake on our side.
C: Can you just send it back?
A: A refund above fifty dollars needs a colleague in billing. I can bring one into this call now, so you don't have to explain it again.
C: Yes, okay. {How long does that take?|If it's quick.}
A: Less than a minute. Please stay on the line.
... 11
@transfer
H: Hi, this is {colleague} from billing. {persona} has shown me both charges. Am I speaking with {full}?
C: Yes, that's me. Hi.
H: Good. So the second charge is a duplicate from when you changed your payment day. I'm cancelling it right now.
... 7
H: Done. You'll have {amount} back within five business days. I'm sending you a confirmation by email too.
C: And it won't happen again next month?
H: No. I've removed the old payment day from your account. That was the cause.
C: Great. That was painless, thanks.
H: You're very welcome. Thank you for calling Voltaver, and goodbye!
`,
  },
  {
    key: "claim-handover",
    language: "en",
    desk: "insurance",
    direction: "inbound",
    trait: "transfer",
    outcome: "transferred",
    summary:
      "{full} reported a car accident on {lane} in {city} with another driver involved. {persona} took the facts (claim {ref}) and handed over to {colleague}, who arranged a tow truck and a rental car.",
    lines: `
A: Hello, Kestrand Insurance, claims line, {persona} speaking. Are you in a safe place?
C: Yes, I'm on the sidewalk. Somebody drove into my car at the lights.
A: I'm glad you're safe. Is anybody hurt?
C: No, we're both fine. Just shaken, and the car won't start.
A: Take your time. May I have your name and the street you're on?
C: {full}. I'm on {lane}, in {city}.
A: Thank you, {first}. Have the police been called?
C: Yes, they were here. I have a report number.
A: Please keep it for later. Could you take a few pictures of both cars while the light is good?
... 9
C: Okay, done. I got both license plates too.
T: open_claim {"policyholder":"{full}","kind":"collision"}
A: Perfect. Your claim number is {ref}. For the tow truck I'd like to bring in a colleague who works with garages in {city}.
C: Please, yes.
A: One moment. I'm calling {colleague} now and will introduce you.
... 12
@transfer
H: Hello {first}, {colleague} here. I've read what you told {persona}. First of all, well done for keeping calm.
C: Thanks. I don't feel very calm.
H: That's normal. A truck can be with you in {minutes} minutes. Is the car blocking the road?
C: No, we pushed it to the side.
H: Very good. The truck takes it to our garage and you'll have a rental car there. Is an automatic all right?
C: Yes, anything with four wheels.
H: {Ha, we'll manage that.|We'll do our best.} The driver calls you when he's five minutes away.
C: Okay. Thank you so much, both of you.
H: Look after yourself, {first}. You can always reach me under the claim number. Goodbye!
`,
  },
];

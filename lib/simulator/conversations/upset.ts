import type { Conversation } from "@/lib/simulator/conversations/conversation";

/** Talks that a supervisor should notice: anger, requests for a person, threats, an agent going in circles. */
export const UPSET: readonly Conversation[] = [
  {
    key: "angry-third-call",
    language: "en",
    desk: "orders",
    direction: "inbound",
    trait: "upset",
    outcome: "escalated",
    summary:
      "{full} called for the third time about order {order}, which arrived broken, and asked for a person. A callback by a team lead within {count} hours was arranged and {amount} refunded. Not resolved yet.",
    lines: `
A: Hello, this is {persona}, the virtual assistant at {company}. How can I help you today?
C: This is the third time I'm calling. The third time!
C: I want to speak to a real person, please.
A: I'm sorry that you had to call again. I'll get you to a person if that's what you need. May I look at your case first?
C: I've explained it twice already. {product} came broken, and the new one came broken too.
A: That's truly frustrating. Is it order {order}?
C: Yes. This is ridiculous. Nobody seems to care over there.
A: I see both deliveries, and I see that we promised you a call which never came. That was our mistake.
C: {It's unacceptable.|That's a terrible way to treat people.} I took a day off work for this.
A: I understand. I can refund the full {amount} right now, whatever we agree about a replacement.
C: I don't want another machine telling me it's sorry. Let me talk to your manager.
A: I've asked our team lead to call you. All of them are on calls at this moment. Would within the next {count} hours suit you?
... 5
C: Today. Not tomorrow.
A: Today, within {count} hours, at this number. And your refund is on its way; the reference is {ref}.
C: If nobody calls, I'm filing a complaint. I mean it.
A: I've noted that in the case, in your words. You won't have to explain it a fourth time.
C: Fine. {ref}, I've got it.
A: Thank you for staying with me, {first}. I'm sorry for the trouble. Goodbye.
`,
  },
  {
    key: "lawyer-debt",
    language: "en",
    desk: "payments",
    direction: "outbound",
    trait: "upset",
    outcome: "disputed",
    summary:
      "{full} disputes the claim of {amount}, says it was paid in full, and mentioned a lawyer. Collection was paused for thirty days and the account statement was sent by post.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of Fennick Finance. Am I speaking with {full}?
C: Yes. What is this about?
A: It's about an open balance of {amount} on your account {ref}. I'd like to find a way to settle it with you.
C: Not again. I paid that in full. In September!
A: Thank you for telling me. Do you happen to have the date of the payment?
C: I've sent you the receipt twice. {This is harassment.|You people never read your mail.}
A: I'm sorry. I don't see a receipt in your account, but it may be waiting to be filed.
C: Then find it! You keep calling me at work. I've talked to my lawyer about this.
A: I hear you. I'm marking the claim as disputed, and while that is being checked nobody will call you.
C: For how long?
A: Thirty days at least. You'll get a full statement by post, with every payment we have.
C: And I want it in writing that I don't owe you anything. Otherwise you'll hear from my attorney.
A: I've written that into the account as your request. Where should the letter go: {street}, {city}?
C: Yes. And take my work number off your list.
A: It's removed. Only this number is left on your account.
C: {Good.|About time.}
A: Thank you for your time, {first}. Goodbye.
`,
  },
  {
    key: "insurance-swearing",
    language: "en",
    desk: "insurance",
    direction: "inbound",
    trait: "upset",
    outcome: "escalated",
    summary:
      "{full} was angry that claim {ref} has been open for seven weeks and asked to speak with somebody in charge. An adjuster will call on {day}. An advance of {bigAmount} was approved.",
    lines: `
A: Hello, Kestrand Insurance, claims line. This is {persona}. How can I help you?
C: Seven weeks. I've been waiting seven damn weeks for an answer.
A: I'm sorry, that's far too long. Could you give me your claim number?
C: {ref}. It's water damage. My kitchen floor is gone.
T: find_claim {"claim":"{ref}"}
A: I have it, {first}. The report from the surveyor came in three weeks ago and nobody has signed it off.
C: So it's just lying there? What the hell are you doing all day?
A: You're right to be upset. It should not have been left lying there.
C: I want a human being on the phone. Someone in charge.
A: I understand. The adjuster for your area is out until {day}. I've put you first on the list for {time} that morning.
C: And until then I cook in the bathroom, or what?
A: There is something I can do right now. The report lets me approve an advance of {bigAmount} for the floor today.
... 4
C: Today? You could have done that three weeks ago.
A: Yes. I'm sorry that we didn't. Shall I send it to the account ending in {lastFour}?
C: Yes. Do it.
A: It's approved and should arrive within two business days. The adjuster will call on {day} at {time} about the rest.
C: They'd better. I'm {done with being nice about this|this close to a formal complaint}.
A: It's in your file for everyone to see. Is there anything you need before then?
C: No. Just don't forget me again.
A: You won't be forgotten. Thank you, {first}, and goodbye.
`,
  },
  {
    key: "repeats-order-number",
    language: "en",
    desk: "returns",
    direction: "inbound",
    trait: "repeats",
    outcome: "unresolved",
    summary:
      "{full} wanted to return {product}. The agent could not read the order number and asked for it several times. The return was finally found by email address; a label was sent.",
    lines: `
A: Hello, this is {persona}, the virtual assistant at {company} returns. How can I help you?
C: Hi, I'd like to send back {product}. It doesn't fit in our room.
A: No problem. Could you please tell me your order number?
C: It's {order}.
A: I'm sorry, I didn't catch that. Could you please repeat your order number?
C: {order}.
A: I'm sorry, I didn't catch that. Could you please repeat your order number?
C: Okay, slowly. {order}. Five digits.
A: I'm sorry, I did not catch that. Could you please repeat your order number?
C: I've said it three times now. Is there another way?
A: I'm sorry, I didn't catch that. Could you please repeat your order number?
C: No. Can you find it with my email address?
A: Yes, I can search by email. Which address did you use?
C: {email}.
T: find_order {"email":"{email}"}
A: I found it, {first}: {product}, delivered last week. I apologize for asking so often.
C: {Finally.|Phew, okay.} So can I return it?
A: Yes. The label is on its way to your email, and a pickup is possible on {day}.
C: {day} is fine.
A: Then it's booked for {day}, between {time} and {otherTime}. The refund is {amount}.
C: Okay. Thanks.
A: Thank you for your patience. Goodbye!
`,
  },
  {
    key: "repeats-birth-date",
    language: "en",
    desk: "clinic",
    direction: "inbound",
    trait: "repeats",
    outcome: "appointment_booked",
    summary:
      "{full} booked an appointment for {day} at {time}. The date of birth was only recognised at the fifth attempt.",
    lines: `
A: Hello, Oakhollow Clinic, this is {persona}, the scheduling assistant. How can I help you?
C: Good morning. I'd like to see Doctor Amsel next week if I can.
A: Of course. May I have your full name, please?
C: {full}.
A: Thank you, {first}. Could you tell me your date of birth, with month, day and year?
C: {birthday}, {year}.
A: That date doesn't seem to be valid. Could you tell me your date of birth, with month, day and year?
C: {birthday}. {year}.
A: That date doesn't seem to be valid. Could you tell me your date of birth with month, day and year?
C: Hm. It's the one I've had all my life.
A: That date does not seem to be valid. Could you tell me your date of birth, with month, day and year?
C: Let me try it the other way around. The year is {year}, and then {birthday}.
A: Thank you, now I have it. I'm sorry for the back and forth.
T: free_slots {"doctor":"Amsel"}
A: Doctor Amsel has time on {day} at {time}. Would that suit you?
C: Yes, that's good.
A: Then you're booked for {day}, {date}, at {time}. Is there anything else?
C: No, that'll be all.
A: Thank you for calling Oakhollow Clinic. Goodbye!
`,
  },
];

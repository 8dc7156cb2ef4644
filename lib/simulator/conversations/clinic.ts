import type { Conversation } from "@/lib/simulator/conversations/conversation";

export const CLINIC: readonly Conversation[] = [
  {
    key: "book-appointment",
    language: "en",
    desk: "clinic",
    direction: "inbound",
    outcome: "appointment_booked",
    summary:
      "{full} booked a routine check-up for {day}, {date} at {time}. New patient forms were sent to {email}. Reminder requested one day before.",
    lines: `
A: Hello, Oakhollow Clinic, this is {persona}, the scheduling assistant. How can I help you?
C: Hi there. I'd like to {make an appointment|book a check-up}, please.
A: Of course. Have you been with us before?
C: No, I just moved to {city}.
A: Welcome, then. May I have your full name, please?
C: {full}.
A: Thank you, {first}. And your date of birth?
C: {birthday}, {year}.
A: Is this for a routine check-up, or is something bothering you at the moment?
C: Just routine. It's been {a while|two years or so}.
T: free_slots {"kind":"check-up","from":"{day}"}
A: I have {day} at {time}, or {otherDay} at {otherTime}. Would one of those suit you?
C: {day} sounds good. {How long does it take?|Do I need to come fasting?}
A: Plan about forty minutes, and please don't eat anything for eight hours before. Water is fine.
C: Okay. Where do I park?
A: There's a lot behind the building, on {lane}. The first two hours are free.
C: Great.
A: Then I've booked you for {day}, {date}, at {time}. May I send the new patient forms to {email}?
C: Yes, that's the right one.
A: They're on their way. Would you like a reminder the day before?
C: Yes please, by text.
A: Done. Is there anything else I can help you with?
C: No, thank you.
A: Thank you for calling Oakhollow Clinic. See you on {day}. Goodbye!
`,
  },
  {
    key: "reschedule",
    language: "en",
    desk: "clinic",
    direction: "inbound",
    outcome: "appointment_moved",
    summary:
      "{full} moved the appointment from {day} to {otherDay}, {laterDate} at {otherTime} because of work. No fee applied.",
    lines: `
A: Hello, Oakhollow Clinic, {persona} speaking. What can I do for you?
C: Hi, I have an appointment on {day}, but {something came up at work|I have to travel for work}. Can I move it?
A: Certainly. May I have your name and date of birth?
C: {full}, {birthday}, {year}.
T: find_appointment {"name":"{full}"}
A: I see it: {day} at {time}, with Doctor Amsel. What would work better for you?
C: Any day after that, but in the afternoon if possible.
A: The first afternoon I have is {otherDay}, {laterDate}, at {otherTime}. It's the same doctor.
C: Let me look at my calendar.
... 7
C: Yes, that's fine. Is there a fee for moving it?
A: Not if it's more than a day ahead, and yours is.
C: Good. And do I need a new referral?
A: No, the one you handed in is valid until the end of the year.
C: Perfect.
A: Then you're booked for {otherDay}, {laterDate}, at {otherTime}. The old time is free again for somebody else.
C: Thanks, that was quick.
A: My pleasure, {first}. Thank you for letting us know early. Goodbye!
`,
  },
  {
    key: "appointment-reminder",
    language: "en",
    desk: "clinic",
    direction: "outbound",
    outcome: "appointment_confirmed",
    summary:
      "Reminder call to {full}. The appointment on {day} at {time} was confirmed; directions and fasting instructions were given.",
    lines: `
A: Hello, this is {persona}, the virtual assistant of Oakhollow Clinic. Am I speaking with {full}?
C: {Yes, that's me.|Speaking.|Yes, this is {first}.}
A: I'm calling about your appointment on {day} at {time}. Will you be able to make it?
C: Oh, right. Yes, I'll be there.
A: Wonderful. Please remember not to eat for eight hours before. Water and your usual medication are fine.
C: Coffee?
A: Black coffee is all right, but no milk or sugar, please.
C: {I can live with that.|Okay, noted.} Which entrance was it again?
A: The one on {lane}, second floor. The elevator is on your left.
C: Okay. I'm bringing my {son|husband|wife}, is that a problem?
A: Not at all. There's a waiting area right next to the room.
C: Great, thank you.
A: Thank you, {first}. If anything changes, just call this number. Goodbye!
`,
  },
  {
    key: "reminder-voicemail",
    language: "en",
    desk: "clinic",
    direction: "outbound",
    trait: "voicemail",
    outcome: "voicemail_left",
    summary:
      "Voicemail reached. A reminder for the appointment on {day} at {time} was left, with a request to call back to confirm.",
    lines: `
C: Hi, you've reached {first}. I can't come to the phone right now.
C: Please leave a message after the tone.
A: Hello, this is {persona} from Oakhollow Clinic, with a message for {full}. Your appointment is on {day} at {time}.
A: If you can't come, please call us back at this number. We're here every day until six. Thank you, and goodbye!
`,
  },
  {
    key: "prescription",
    language: "en",
    desk: "clinic",
    direction: "inbound",
    outcome: "resolved",
    summary:
      "{full} asked for a repeat prescription. The request was passed to the doctor for approval and will be at the pharmacy on {lane} from {date}.",
    lines: `
A: Hello, Oakhollow Clinic, this is {persona}. How can I help you today?
C: Hello. I'm nearly out of my {blood pressure|thyroid|allergy} tablets and I need a new prescription.
A: I can pass that on to the doctor. May I have your name and date of birth, please?
C: {full}. {birthday}, {year}.
A: Thank you. How many days of tablets do you have left?
C: I'd have to count. Maybe {count}?
A: That's enough time. Has anything changed since your last visit? New medication, or side effects?
C: No, everything's the same.
T: request_repeat {"patient":"{full}"}
A: The request is with Doctor Amsel now. It's usually approved within a day.
C: And where do I pick it up?
A: I have the pharmacy on {lane} on file. Is that still right?
C: Yes, that's around the corner from us.
A: Then it should be ready there from {date}. They'll send you a message.
C: Lovely. Do I need to come in for a check before the next one?
A: Yes, before the next one the doctor would like to see you. Shall I book that now?
C: I'll call again after the holidays, if that's all right.
A: Of course. I've put a note in your file. Anything else?
C: That was all, thanks.
A: Thank you for calling, {first}. Take care, and goodbye!
`,
  },
];

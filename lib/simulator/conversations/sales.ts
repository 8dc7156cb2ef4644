import type { Conversation } from "@/lib/simulator/conversations/conversation";

export const SALES: readonly Conversation[] = [
  {
    key: "demo-booked",
    language: "en",
    desk: "sales",
    direction: "outbound",
    campaign: "larkwell-launch",
    outcome: "demo_booked",
    summary:
      "{full} of {workplace} plans shifts for {people} people in a spreadsheet and is interested. Demo booked for {day} at {time}; invitation sent to {email}.",
    lines: `
A: Hello, this is {persona}, the virtual assistant at Larkwell Software. Am I speaking with {full}?
C: Yes. {What's this about?|Who is this?}
A: You downloaded our guide to shift planning last week. I wanted to ask whether it was useful. Do you have two minutes?
C: Two minutes, yes. I only skimmed it, to be honest.
A: That's fair. How do you plan shifts at {workplace} today?
C: With a spreadsheet. A very, very big spreadsheet.
A: I hear that a lot. How many people are on it?
C: About {people}, in {count} locations.
A: And what takes the most time: making the plan, or changing it?
C: Changing it. Somebody's always sick, and then the {phone calls|group chat} begin.
A: That's exactly where Larkwell helps. It asks the people who are free and fills the gap by itself. You only approve.
C: Hm. Does it know who's allowed to do what? Not everybody can work the register.
A: It does. Each person has skills, and a shift asks for them.
C: What does it cost?
A: Four dollars a person and month, so {monthlyPrice} for you. You can try it for a month first.
C: Okay. I'd want to see it, with my own data if possible.
A: Gladly. A colleague can load your spreadsheet and show you in half an hour. Would {day} at {time} work?
C: {day}... Let me check.
... 7
C: Yes, that's open.
A: Perfect. The invitation goes to {email}. Should anybody else join?
C: I'll forward it to our store lead.
A: Wonderful. Thank you for your time, {first}, and goodbye!
`,
  },
  {
    key: "not-now",
    language: "en",
    desk: "sales",
    direction: "outbound",
    campaign: "larkwell-launch",
    outcome: "not_interested",
    summary:
      "{full} of {workplace} signed with another supplier this year and asked for a call back in fall. No further calls until then.",
    lines: `
A: Hello, this is {persona} from Larkwell Software, a virtual assistant. Is this {full}?
C: {Yes, but I'm about to walk into a meeting.|Yes, go ahead, I have a minute.}
A: Then I'll be brief. You looked at our shift planning in the spring. Is that still on your list?
C: Not any more. We signed with somebody else, for a year.
A: Thank you for telling me. Is it doing what you hoped for?
C: Mostly. The phone app is a bit slow.
A: I see. When would you look at it again, if at all?
C: Maybe next fall. It runs until the end of October.
A: May I note a single call for September, and nothing before that?
C: That's fine. Just no emails every week, please.
A: I've switched those off. One call in September, that's all.
C: I appreciate it.
A: Thank you, {first}. Have a good meeting. Goodbye!
`,
  },
  {
    key: "sales-voicemail",
    language: "en",
    desk: "sales",
    direction: "outbound",
    campaign: "larkwell-launch",
    trait: "voicemail",
    outcome: "voicemail_left",
    summary:
      "Voicemail of {full} at {workplace}. A short message about the requested price list was left; a second attempt is planned for {day}.",
    lines: `
C: You have reached the voicemail of {full}, {workplace}.
C: I'm on the other line or out. Please leave your name and number.
A: Hello {first}, this is {persona}, the virtual assistant of Larkwell Software. You asked for our price list.
A: I've sent it to {email}. I'll try you again on {day}, or you can call this number at any time. Thank you, and goodbye!
`,
  },
  {
    key: "pricing-question",
    language: "en",
    desk: "sales",
    direction: "inbound",
    outcome: "quote_sent",
    summary:
      "{full} of {workplace} asked for prices for {people} people. A quote of {yearlyPrice} a year was sent to {email}, valid until {date}.",
    lines: `
A: Hello, Larkwell Software, this is {persona}. How can I help you?
C: Hi, I'm {first} from {workplace}. I have a question about your prices.
A: Of course, {first}. Which one are you thinking about, the planner or the time clock?
C: Both, I think. We're {people} people.
A: Together they're six dollars a person and month, or ten percent less if you pay by the year.
C: So what would that be for us, for a year?
T: quote {"people":{people},"products":["planner","clock"]}
A: That comes to {yearlyPrice}, paid once a year. Setup and training are included.
C: Okay. And if we grow? We're opening a second {branch|location} in the spring.
A: You pay for new people from the month they join. Nobody has to sign anything new.
C: Does the time clock work on a normal tablet?
A: On any tablet or phone from the last six years. It also keeps working when the internet is down.
C: That matters to us, the connection in the back is awful.
A: Then I'll mention that in the quote. May I send it to {email}?
C: Yes, please. How long is it good for?
A: Until {date}. If you'd like to try it first, the link is in the same email.
C: Great. I'll talk it over with the team.
A: Take your time. Is there anything else you'd like to know?
C: Not right now. Thanks!
A: Thank you for calling Larkwell, {first}. Goodbye!
`,
  },
];

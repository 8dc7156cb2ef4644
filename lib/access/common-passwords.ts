/** The most used passwords of twelve characters and more, in lower case without blanks, dots and dashes. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  passwordpassword password1234 password12345 password123456 password123! passw0rd1234 passw0rd12345 p@ssw0rd1234
  p@ssword1234 p@$$w0rd1234 mypassword123 mypassword1234 yourpassword newpassword123 newpassword1 thisismypassword
  thisispassword mysecretpassword secretpassword supersecret123 supersecretpassword topsecret1234 adminpassword
  administrator administrator1 administrator123 admin1234567 admin12345678 admin123456789 adminadmin123
  adminadminadmin rootrootroot rootpassword changeme1234 changeme12345 changethispassword pleasechangeme
  letmeinletmein letmeinplease letmein12345 letmein123456 welcome12345 welcome123456 welcomewelcome welcome2024!
  welcome2025! welcome2026! qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopasdf qwertyuiop[] qwertyuiopas
  qwerty123456 qwerty1234567 qwerty12345678 qwertyqwerty qwertyqwerty1 qwerty1q2w3e asdfghjkl123 asdfghjkl1234
  asdfghjklzxc asdfghjklqwe zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfg zxcvbnmasdfghjkl 1q2w3e4r5t6y 1q2w3e4r5t6y7u
  1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc q1w2e3r4t5y6 q1w2e3r4t5y6u7 q1w2e3r4t5y6u7i8
  123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 12345678901234567890 1234567890qwe
  1234567890qwer 1234567890abc 123456789abc 123456789qwe 123456789qwer 123456789abcd 012345678910 0123456789012
  0123456789abc 0123456789abcdef 987654321098 9876543210987 987654321abc abc123456789 abcd12345678 abcd123456789
  abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abc123abc123 abcabcabcabc abcd1234abcd
  123abc123abc 123123123123 112233445566 121212121212 123321123321 123456123456 147258369147 159753159753 654321654321
  111222333444 1a2b3c4d5e6f a1b2c3d4e5f6 a1b2c3d4e5f6g7 aa123456789a iloveyou1234 iloveyou12345 iloveyouforever
  iloveyousomuch ilovemyfamily iloveyoubaby iloveyou2024 trustno1trustno1 correcthorsebatterystaple sunshine1234
  sunshine12345 princess1234 princess12345 football1234 football12345 baseball1234 liverpool123 liverpoolfc1
  manchesterunited manchester123 chelseafc123 arsenalfc123 barcelona123 realmadrid123 dragonball123 superman1234
  batman123456 starwars1234 pokemon12345 michaeljackson jesuschrist1 jesusislord1 jesuslovesme godisgood123
  godblessyou1 computer1234 internet1234 samsung12345 google123456 facebook1234 microsoft123 monkey123456 master123456
  shadow123456 charlie12345 michael12345 jordan123456 whatever1234 hellohello12 helloworld123 helloworld1234
  hello1234567 goodmorning1 earshotearshot earshot12345 earshot123456 earshotadmin earshotpassword callcenter123
  callcentre123 company12345 testtesttest test12345678 testpassword testpassword1 testing12345 temporary123
  temppassword temppassword1 default12345 defaultpassword guestguest12 user12345678
  `
    .trim()
    .split(/\s+/),
);

/**
 * Words from which people make passwords of twelve characters and more: what stands alone, is
 * repeated, or is only followed by digits and signs is refused (see `passwordFault`).
 */
export const commonWords: ReadonlySet<string> = new Set(
  `password passwort motdepasse contrasena senha parola passw0rd p@ssword p@ssw0rd passphrase
  letmein letmeinplease letmeinnow welcome welcomeback bienvenue iloveyou iloveyousomuch trustno
  administrator admin adminadmin root superuser changeme changemenow changeit default secret
  topsecret mysecret mypassword yourpassword thepassword newpassword oldpassword nopassword
  thisismypassword passwordpassword testtest testpassword testing temporary temporarypassword
  qwerty qwertyuiop qwertyuiopasdf qwertyqwerty qwertyasdfgh qwertzuiop azertyuiop asdfghjkl
  asdfghjklqwerty zxcvbnm zxcvbnmasdfgh qazwsxedc qazwsxedcrfv qazwsx qweasdzxc onetwothree
  onetwothreefour abcdefgh abcdefghi abcdefghij abcdefghijkl abcdefghijklm alphabet football
  baseball basketball superman batman starwars princess sunshine monkey dragon master shadow
  whatever computer internet unitednations united nations unitednation committee secretariat
  interagency plenary plenarysession correcthorsebatterystaple correcthorse january february march
  april may june july august september october november december spring summer autumn winter
  jesuschrist blessed hellohello helloworld hello goodmorning loveyou lovelove freedom
  newyork newyorkcity geneva nairobi vienna london paris`.split(/\s+/),
)

const eastern = ['America/New_York']
const central = ['America/Chicago']
const mountain = ['America/Denver']
const pacific = ['America/Los_Angeles']
const indiana = [
  'Indianapolis',
  'Vincennes',
  'Winamac',
  'Marengo',
  'Petersburg',
  'Vevay',
  'Tell_City',
  'Knox',
]
const northDakota = ['Center', 'New_Salem', 'Beulah']

/** The zones each state keeps (49 CFR 71 and the IANA database), the one of most of its people first. */
export const zonesOfStates: Readonly<Record<string, readonly string[]>> = {
  // Phenix City and its neighbours keep the time of Georgia
  AL: [...central, ...eastern],
  AK: ['Anchorage', 'Juneau', 'Sitka', 'Metlakatla', 'Yakutat', 'Nome', 'Adak'].map(
    (city) => `America/${city}`,
  ),
  // the Navajo Nation has summer time, the rest of Arizona has not
  AZ: ['America/Phoenix', ...mountain],
  ...keeping(eastern, 'CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV'),
  ...keeping(central, 'AR IA IL LA MN MO MS OK WI'),
  ...keeping(mountain, 'CO MT NM UT WY'),
  ...keeping(pacific, 'CA WA'),
  FL: [...eastern, ...central],
  HI: ['Pacific/Honolulu'],
  ID: ['America/Boise', ...pacific],
  IN: [...indiana.map((city) => `America/Indiana/${city}`), 'America/Kentucky/Louisville', ...central],
  KS: [...central, ...mountain],
  KY: [...eastern, 'America/Kentucky/Louisville', 'America/Kentucky/Monticello', ...central],
  MI: ['America/Detroit', 'America/Menominee'],
  ND: [...central, ...mountain, ...northDakota.map((city) => `America/North_Dakota/${city}`)],
  NE: [...central, ...mountain],
  NV: [...pacific, ...mountain],
  OR: [...pacific, 'America/Boise'],
  SD: [...central, ...mountain],
  TN: [...central, ...eastern],
  TX: [...central, ...mountain],
  AS: ['Pacific/Pago_Pago'],
  GU: ['Pacific/Guam'],
  MP: ['Pacific/Saipan'],
  PR: ['America/Puerto_Rico'],
  PW: ['Pacific/Palau'],
  VI: ['America/St_Thomas'],
}

/** Counties where the lookup's coarse grid puts a real hospital an hour off, found by exact borders. */
export const zonesOfBorderCounties: Readonly<Record<string, string>> = {
  'FL CALHOUN': 'America/Chicago',
  'ID SHOSHONE': 'America/Los_Angeles',
  'KS CHEYENNE': 'America/Chicago',
  'KS GRANT': 'America/Chicago',
  'KS WICHITA': 'America/Chicago',
  'KY ADAIR': 'America/Chicago',
  'MI IRON': 'America/Menominee',
  'ND MCKENZIE': 'America/Chicago',
  'SD WALWORTH': 'America/Chicago',
}

function keeping(zones: readonly string[], states: string): Record<string, readonly string[]> {
  return Object.fromEntries(states.split(' ').map((state) => [state, zones]))
}

const programs = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser/', 'Samsung Internet'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const

/**
 * A device as people call it: `Firefox · Windows · 198.51.100.0/24`. What is not a browser stays as it calls itself.
 * @param device the program's own name (RFC 9110, User-Agent), and from about where
 */
export function tellDevice(device: string): string {
  const [agent, ...where] = device.split(' · ')
  if (!agent?.startsWith('Mozilla/')) return device
  const found = [programs, systems].map((names) => names.find(([sign]) => agent.includes(sign))?.[1])
  return [...found.filter(Boolean), ...where].join(' · ') || device
}

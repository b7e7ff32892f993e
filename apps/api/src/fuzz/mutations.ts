import fc from 'fast-check'

/** Texts that break what takes them for something else. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    "'; drop table appointment; --",
    '<script>alert(1)</script>',
    '=HYPERLINK("http://x.test")',
    '{{7*7}}',
    '../../etc/passwd',
    '%00',
    '\u202egnp.exe',
    '\ufeff',
    'Canary Nobody',
    '__proto__',
    'constructor',
    'null',
    '0001-01-01',
    '9999-12-31T23:59:59Z',
    '2026-02-30',
    'infinity',
    '-infinity',
    'epoch',
    '١٢',
    'x'.repeat(5_000),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const odd: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, -1e308, [], {}, [[]]),
)

/** Most values as they are; some with one thing in them replaced, taken away or added. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 5, arbitrary: values },
    {
      weight: 3,
      arbitrary: fc.tuple(values, fc.nat(), fc.constantFrom('replace', 'remove', 'add'), odd).map(bend),
    },
    { weight: 1, arbitrary: odd },
  )
}

/** @returns a copy in which the place that `nth` points at is another */
function bend([value, nth, how, other]: [unknown, number, string, unknown]): unknown {
  const copy: unknown = structuredClone(value)
  const places = placesIn(copy)
  const place = places[nth % Math.max(1, places.length)]
  if (!place) return other
  const [holder, key] = place
  if (how === 'add' && !Array.isArray(holder)) Object.assign(holder, { [`extra${nth % 7}`]: other })
  else if (how === 'remove' && !Array.isArray(holder)) delete (holder as Record<string, unknown>)[key]
  else (holder as Record<string, unknown>)[key] = other
  return copy
}

function placesIn(value: unknown): [object, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    [value, key] as [object, string],
    ...placesIn(inner),
  ])
}

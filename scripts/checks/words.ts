import { globSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { root } from '../installation/read-settings.ts'

/**
 * The words of the screens: each language has those of the others, and every word that a screen names by itself is there.
 * Of names that a screen puts together the beginning is.
 */
const source = join(root, 'apps/web/src')
const languages = ['en', 'es', 'de'] as const
type Words = { readonly [name: string]: string | Words }

const filesOf = (language: string): ReadonlyMap<string, Words> =>
  new Map(
    globSync(join(source, 'i18n', language, '*.json')).map((path) => [
      basename(path, '.json'),
      JSON.parse(readFileSync(path, 'utf8')) as Words,
    ]),
  )
const english = filesOf('en')
const known = new Map<string, ReadonlySet<string>>()
const faults = [...languages.slice(1).flatMap(differences), ...screens().flatMap(missingIn)]
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0

/** `cancel.title`, plural forms as one: languages have them in different numbers. */
function namesIn(words: Words, before = ''): string[] {
  return Object.entries(words).flatMap(([name, word]) =>
    typeof word === 'string'
      ? [before + name.replace(/_(zero|one|two|few|many|other)$/, '')]
      : namesIn(word, `${before}${name}.`),
  )
}

function differences(language: (typeof languages)[number]): string[] {
  const theirs = filesOf(language)
  return [...new Set([...english.keys(), ...theirs.keys()])].flatMap((file) => {
    const [here, there] = [english, theirs].map((files) => new Set(namesIn(files.get(file) ?? {})))
    const lacking = [...(here ?? [])].filter((name) => !there?.has(name))
    const spare = [...(there ?? [])].filter((name) => !here?.has(name))
    return [
      ...lacking.map((name) => `${language}/${file}.json lacks ${name}.`),
      ...spare.map((name) => `${language}/${file}.json has ${name}, which English does not.`),
    ]
  })
}

function screens(): string[] {
  return globSync(join(source, '**/*.{ts,tsx}')).filter((path) => !/\.test\./.test(path))
}

/** Words are looked for in the files that the screen names, and in those that every screen has. */
function missingIn(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  const named = [...text.matchAll(/useTranslation\(\s*(?:\[([^\]]*)\]|('[\w-]+'))/g)]
    .flatMap(([, many = '', one = '']) => [...(many + one).matchAll(/'([\w-]+)'/g)])
    .map(([, file = '']) => file)
  const files = ['shell', 'problems', ...named]
  const asked = [...text.matchAll(/\bt\(\s*(?:[^'`()]+\? )?'([\w.:-]+)'(?:\s*:\s*'([\w.:-]+)')?/g)]
  const begun = [...text.matchAll(/\bt\(\s*`([\w.:-]+)\$\{/g)].map(([, name = '']) => `${name}…`)
  return [...asked.flatMap(([, one, other]) => [one, other]), ...begun]
    .filter((name) => name !== undefined && !isThere(name, files))
    .map((name) => `${relative(root, path)} asks for the word ${name}, which is not there.`)
}

function isThere(name: string, files: readonly string[]): boolean {
  const [, file, word = name] = /^([\w-]+):(.+)$/.exec(name) ?? []
  return (file ? [file] : files).some((each) => {
    const names = knownIn(each)
    return word.endsWith('…') ? [...names].some((one) => one.startsWith(word.slice(0, -1))) : names.has(word)
  })
}

function knownIn(file: string): ReadonlySet<string> {
  const names = known.get(file) ?? new Set(namesIn(english.get(file) ?? {}))
  known.set(file, names)
  return names
}

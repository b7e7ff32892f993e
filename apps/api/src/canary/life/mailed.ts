import { eventually } from '@polyclinic/postgres/testing'
import type { Aviary } from '../open-aviary.ts'

/** The text of the newest mail to somebody that holds what is looked for. */
export const mailWith = ({ moody }: Pick<Aviary, 'moody'>, to: string, what: RegExp): Promise<string> =>
  eventually(
    () => {
      const texts = moody.read.filter((mail) => mail.to.includes(to)).map(({ source }) => unfolded(source))
      return texts.findLast((text) => what.test(text))
    },
    { withinMilliseconds: 20_000 },
  )

/** Lines are folded where they are long (quoted-printable). */
const unfolded = (source: string): string => source.replaceAll('=\r\n', '')

/** The token of the newest link for a purpose that came by mail, and the code beside it where there is one. */
export async function mailed(aviary: Aviary, to: string, purpose: string) {
  const link = new RegExp(`/go#${purpose}\\.([\\w-]{43})`)
  const text = await mailWith(aviary, to, link)
  const token = aviary.secrets.keep('link of a mail', link.exec(text)?.[1], 'base64url')
  const code = /(?<![\w-])[A-Z0-9]{4}-[A-Z0-9]{4}(?![\w-])/.exec(text)?.[0]
  return { token, code: code === undefined ? '' : aviary.secrets.keep('code of a mail', code) }
}

/** The content lines of a calendar by RFC 5545, 3.1, unfolded. Throws for a line that ends in anything but CR LF. */
export function readCalendar(text: string): string[] {
  if (!text.endsWith('\r\n')) throw new Error('The last line does not end.')
  const lines: string[] = []
  for (const line of text.slice(0, -2).split('\r\n')) {
    if (/[\r\n]/.test(line)) throw new Error('A line ends in half a line break.')
    if (!/^[ \t]/.test(line)) lines.push(line)
    else lines.push(`${lines.pop() ?? ''}${line.slice(1)}`)
  }
  return lines
}

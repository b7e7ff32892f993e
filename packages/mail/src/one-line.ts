/** Without control signs and line breaks of any kind: fit for a header, and for a line of a calendar. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** The library escapes line breaks; readers that know other ones (U+2028, U+0085) find none either. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

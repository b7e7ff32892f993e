/** A field as shown in a sentence: bounded, since a file may hold anything. */
export const quoted = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

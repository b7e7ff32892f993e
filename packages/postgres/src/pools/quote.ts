import pg from 'pg'

/** For administration SQL, which takes no parameters; everything else uses `$1`. */
export const quoteIdentifier = (name: string): string => pg.escapeIdentifier(name)
export const quoteLiteral = (value: string): string => pg.escapeLiteral(value)

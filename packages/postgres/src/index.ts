export * from './embedded/index.ts'
export * from './migrations/index.ts'
export * from './orm/index.ts'
export * from './pools/index.ts'

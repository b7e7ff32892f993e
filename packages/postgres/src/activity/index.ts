export { type DatabaseWriting, readWritings } from './writing-queries.ts'

export { underLock } from './under-lock.ts'

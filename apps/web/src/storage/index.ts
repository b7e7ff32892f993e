export { keep, kept } from './kept.ts'
export { openChannel } from './open-channel.ts'

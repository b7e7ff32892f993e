export { noteForStream } from './note-for-stream.ts'
export { type StreamEvent, streamEvents } from './stream-events.ts'
export { wantStream } from './want-stream.ts'

export { type ConsolePage, ConsoleFrame } from './console-frame.tsx'
export { AccountButton } from './account-button.tsx'
export { Choices } from './choices.tsx'

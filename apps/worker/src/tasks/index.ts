import type { Task } from '../queue/task.ts'
import { topUpCalendar } from './top-up-calendar.ts'
import { topUpCalendars } from './top-up-calendars.ts'

export const tasks: readonly Task[] = [topUpCalendars(), topUpCalendar]

/** In UTC. A night that nobody was there for is made up for by whoever comes within the next day. */
export const nightly = '17 1 * * * top-up-calendars ?fill=1d&jobKey=top-up-calendars&max=12'

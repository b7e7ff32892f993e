import type { NoticePreferences } from '@polyclinic/contract'
import type { PreferenceRow } from './recipient-queries.ts'

/** What counts where nothing was chosen: by e-mail, else by SMS, reminders too. */
export const defaultPreferences = { channels: ['email', 'sms'], reminders: true } as const

export const preferencesDocument = (row: PreferenceRow | undefined): NoticePreferences =>
  row
    ? { channels: row.channels, reminders: row.reminders, version: row.version }
    : { channels: [...defaultPreferences.channels], reminders: true, version: 0 }

/** A visit as a notice tells of it. */
export interface NoticedVisit {
  readonly clinicId: string
  readonly appointmentId: string
  /** The appointment's version: the SEQUENCE of its calendar entry */
  readonly version: number
  readonly reference: string
  /** Instants, ISO 8601 */
  readonly startsAt: string
  readonly endsAt: string
  readonly clinic: NoticedClinic
  readonly doctorName: string
  readonly visitTypeName: string
  /** Whose visit it is, where the recipient acts for somebody else */
  readonly forName?: string
  /** Leads to this appointment and to nothing else */
  readonly manageLink?: string
}

export interface NoticedClinic {
  readonly slug: string
  readonly name: string
  /** IANA name: every time of the notice is told in it, by name */
  readonly timeZone: string
  /** One line */
  readonly address?: string
  readonly phone?: string
}

/** What each kind of notice tells. */
export interface NoticeFacts {
  /** The visits are on one day of one clinic; `pending`: the clinic has still to confirm */
  readonly booked: { readonly visits: readonly NoticedVisit[]; readonly pending: boolean }
  /** Moved in time, to another doctor, or confirmed by the clinic */
  readonly changed: { readonly visit: NoticedVisit; readonly before?: { readonly startsAt: string } }
  readonly cancelled: {
    readonly visit: NoticedVisit
    readonly by: 'patient' | 'clinic'
    /** The same time is theirs again, as another booking: only this entry goes from their calendar */
    readonly bookedAgain?: boolean
  }
  /** The visits are on one day of one clinic */
  readonly reminder: { readonly visits: readonly NoticedVisit[] }
  /** A time that has become free, kept until an instant for who waited */
  readonly offered: { readonly visit: NoticedVisit; readonly until: string }
  /** The clinic had to take the time away; it will be in touch, or the recipient chooses another */
  readonly displaced: { readonly visit: NoticedVisit }
  /** For a doctor: their day */
  readonly 'day-list': {
    readonly clinic: NoticedClinic
    readonly doctorName: string
    /** Of the clinic's calendar, YYYY-MM-DD */
    readonly date: string
    readonly visits: readonly {
      readonly startsAt: string
      readonly endsAt: string
      readonly visitTypeName: string
      readonly reference: string
    }[]
  }
  /** Written by the desk */
  readonly 'by-hand': {
    readonly clinic: NoticedClinic
    readonly subject: string
    readonly text: string
    readonly visit?: NoticedVisit
  }
}

export type NoticeKind = keyof NoticeFacts
export type NoticeChannel = 'email' | 'sms'

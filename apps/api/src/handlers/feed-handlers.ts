import { type Clinic, type ScheduledRow, showSchedule } from '@polyclinic/clinic'
import {
  addFeed,
  feedHash,
  type FeedVisitRow,
  listFeeds,
  noteDoctorFeedUse,
  openFeed,
  type OpenedFeed,
  endFeed,
  showFeedVisits,
} from '@polyclinic/control'
import { Refusal } from '@polyclinic/contract'
import { locationOf, type PlaceOfVisit } from '../downloads/calendar-entry.ts'
import { calendarFeed, type FeedEvent } from '../downloads/calendar-feed.ts'
import type { Handlers } from '../edge/index.ts'
import type { HandlerContext } from './handler-context.ts'
import { placeOfVisit } from './place-of-visit.ts'

type Feeds = Pick<Handlers<Clinic>, 'addFeed' | 'listFeeds' | 'endFeed' | 'showFeed'>

/** Calendars by secret addresses: making, listing, ending and reading them. */
export function feedHandlers(
  { provisioner, directory, publicUrl }: HandlerContext,
  openById: (clinicId: string) => Promise<Clinic | undefined>,
): Feeds {
  return {
    async addFeed({ actor, body: form }) {
      const clinic = form.kind === 'doctor' ? await directory.require('slug', form.clinic) : undefined
      const { feed, token } = await addFeed(provisioner, actor, form, clinic)
      return { body: { ...feed, url: `${publicUrl.replace(/\/$/, '')}/v1/feeds/${token}/calendar.ics` } }
    },
    listFeeds: async ({ actor }) => ({ body: { items: await listFeeds(provisioner, actor) } }),
    async endFeed({ actor, params }) {
      await endFeed(provisioner, actor, params.feed)
      return {}
    },
    async showFeed({ actor, params, limited }) {
      // who guesses is counted by where they are, who reads by what they read: behind one address are many calendars
      const feed = await limited({ kind: 'feedGuess' }, () => openFeed(provisioner, actor, params.token))
      const body = await limited({ kind: 'feed', account: feed.id }, () => calendarOf(feed))
      return { body, headers: { 'content-disposition': 'inline; filename="calendar.ics"' } }
    },
  }

  async function calendarOf(feed: OpenedFeed): Promise<string> {
    if (feed.kind === 'patient') {
      const visits = await showFeedVisits(provisioner, feed)
      return calendarFeed('Appointments', visits.map(patientsEvent))
    }
    const clinic = await openById(feed.clinicId)
    if (!clinic) throw new Refusal('not-found', {}, 'This address leads to no calendar.')
    const visits = await showSchedule(
      clinic,
      feed.owner,
      (rows) => feed.shownHash?.equals(feedHash(rows)) === true,
    )
    await noteDoctorFeedUse(provisioner, feed, visits)
    const place = await placeOfVisit(provisioner, clinic)
    return calendarFeed(
      clinic.name,
      visits.map((visit) => doctorsEvent(visit, place)),
    )
  }
}

function patientsEvent(visit: FeedVisitRow): FeedEvent {
  const { clinicName: name, doctorName, phone, addressLine, city, region, postalCode } = visit
  const address = addressLine !== null &&
    city !== null && {
      address: { line: addressLine, city, ...(region && { region }), ...(postalCode && { postalCode }) },
    }
  return {
    ...timesOf(visit),
    summary: doctorName ? `${doctorName}, ${name}` : name,
    location: locationOf({ name, ...address }),
    description: [`Reference ${visit.reference}`, ...(phone ? [phone] : [])],
  }
}

/** A doctor knows who they are: what tells visits apart is the reference. */
const doctorsEvent = (visit: ScheduledRow, place: PlaceOfVisit): FeedEvent => ({
  ...timesOf(visit),
  summary: `${visit.reference}, ${place.name}`,
  location: locationOf(place),
  description: [`Reference ${visit.reference}`],
})

const timesOf = (visit: FeedVisitRow | ScheduledRow) => ({
  uid: visit.id,
  sequence: visit.version,
  status: visit.status,
  stamp: visit.changedAt,
  startsAt: visit.startsAt,
  endsAt: visit.endsAt,
})

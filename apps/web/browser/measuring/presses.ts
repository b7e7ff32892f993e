import type { Page } from 'playwright-core'

export interface Press {
  readonly what: string
  readonly as?: string
  readonly path: string
  /** What comes before, with an API that answers at once */
  readonly ready?: (page: Page) => Promise<void>
  /** One press that asks the API for something */
  readonly press: (page: Page) => Promise<void>
}

const pat = 'pat@home.example'
const desk = 'desk@riverside.example'
const riverside = '/clinic/riverside'

/** What people press all day long. */
export const pressesOf = (day: string): Press[] => [
  {
    what: 'a specialty on the start page',
    path: '/',
    press: (page) => page.getByRole('link', { name: 'Family medicine' }).first().click(),
  },
  {
    what: 'a free time, in the search',
    path: '/?specialty=family-medicine',
    press: (page) => page.locator('main li a[href*="/book"]').first().click(),
  },
  {
    what: 'past visits',
    as: pat,
    path: '/visits',
    press: (page) => page.getByText('Past', { exact: true }).click(),
  },
  {
    what: 'another day at the desk',
    as: desk,
    path: `${riverside}?date=${day}`,
    press: (page) => page.getByRole('button', { name: 'The day after' }).click(),
  },
  {
    what: 'a visit on the board',
    as: desk,
    path: `${riverside}?date=${day}`,
    press: (page) =>
      page
        .getByRole('button', { name: /Amara|Benjamin|Chiara/ })
        .first()
        .click(),
  },
  {
    what: 'a letter, looking for a patient',
    as: desk,
    path: `${riverside}/patients`,
    press: (page) => page.getByRole('main').getByRole('textbox').first().pressSequentially('G'),
  },
  {
    what: 'a page of the console',
    as: desk,
    path: riverside,
    press: (page) => page.getByRole('link', { name: 'Patients' }).first().click(),
  },
]

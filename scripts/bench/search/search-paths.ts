const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const slots = (query: string) => `/v1/search/slots?${query}`

/** What people ask for over HTTP. */
export const searchPaths: Readonly<Record<string, string>> = {
  'a specialty': slots('specialty=specialty-3&visitType=consultation'),
  'in a country': slots('specialty=specialty-7&country=US'),
  'in a region': slots('specialty=specialty-4&country=US&region=R7'),
  'within 50 km': slots('specialty=specialty-5&latitude=40&longitude=-95&radiusKm=50'),
  'within 500 km': slots('specialty=specialty-6&latitude=40&longitude=-95&radiusKm=500'),
  'a language, in the afternoon': slots('specialty=specialty-4&language=es&partOfDay=afternoon'),
  'a language that nobody speaks': slots('specialty=specialty-4&language=fi'),
  'a range of dates': slots(`specialty=specialty-8&from=${dayFrom(10)}&to=${dayFrom(14)}`),
  'clinics by words': '/v1/search/clinics?q=rivrside%20hosptial%20512',
  // a fifth of half a million are called so: the worst there is
  'doctors by a frequent name': '/v1/search/doctors?q=dora',
}

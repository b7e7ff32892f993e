import { expect, test } from 'vitest'
import { readableAddress, readableName } from './readable-name.ts'

test.each([
  ["SAINT LUKE'S HOSPITAL OF KANSAS CITY", "Saint Luke's Hospital of Kansas City"],
  ["GEORGE H. O'BRIEN, JR. VA MEDICAL CENTER", "George H. O'Brien, Jr. VA Medical Center"],
  ["HENRICO DOCTORS' HOSPITAL", "Henrico Doctors' Hospital"],
  ['MCKENZIE COUNTY HEALTHCARE SYSTEMS', 'McKenzie County Healthcare Systems'],
  ['MACON COUNTY GENERAL HOSPITAL', 'Macon County General Hospital'],
  ['GARFIELD PARK HOSPITAL, LLC', 'Garfield Park Hospital, LLC'],
  ['RML HEALTH PROVIDERS LIMITED PARTNERSHIP - DBA RML CHICAGO', undefined],
  ['J. D. MCCARTY CENTER FOR CHILDREN', 'J. D. McCarty Center for Children'],
  ['G.V. (SONNY) MONTGOMERY VA MEDICAL CENTER', 'G.V. (Sonny) Montgomery VA Medical Center'],
  ['VA MEDICAL CENTER - MARION, IN', 'VA Medical Center - Marion, IN'],
  ['MEDICAL WEST, AN AFFILIATE OF UAB HEALTH SYSTEM', 'Medical West, An Affiliate of UAB Health System'],
  ['GENERAL HOSPITAL, THE', 'General Hospital, The'],
  ['LAC/HARBOR-UCLA MEDICAL CENTER', 'LAC/Harbor-UCLA Medical Center'],
  ['US AIR FORCE HOSPITAL 92ND MEDICAL GROUP', 'US Air Force Hospital 92nd Medical Group'],
  ['ST.CLAIR HOSPITAL', 'St.Clair Hospital'],
  ['HOSPITAL DE LA CONCEPCIÓN', 'Hospital De La Concepción'],
  ['Already Written by a Person, NOT SHOUTED', 'Already Written by a Person, NOT SHOUTED'],
])('%s is made readable', (shouted, readable) => {
  const expected = readable ?? 'RML Health Providers Limited Partnership - DBA RML Chicago'
  expect(readableName(shouted)).toBe(expected)
})

test.each([
  ['4601 MARTIN LUTHER KING JR. AVENUE, SW', '4601 Martin Luther King Jr. Avenue, SW'],
  ['10 EAST 31ST ST, PO BOX 1990', '10 East 31st St, PO Box 1990'],
  ['W3985 CTY RD NN', 'W3985 Cty Rd NN'],
  ['132 THE MEADOWS DRIVE', '132 The Meadows Drive'],
  ["LEE'S SUMMIT", "Lee's Summit"],
  ['WILKES-BARRE', 'Wilkes-Barre'],
  ["O'FALLON", "O'Fallon"],
  ['MCALLEN', 'McAllen'],
])('the address %s is made readable', (shouted, readable) => {
  expect(readableAddress(shouted)).toBe(readable)
})

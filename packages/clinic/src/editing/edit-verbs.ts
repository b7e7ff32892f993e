import type { Actor } from '@polyclinic/guard'
import type { Clinic } from '../clinic.ts'
import { type CarryOut, carryOut } from './carry-out.ts'
import { createResource } from './create-resource.ts'
import { editResource } from './edit-resource.ts'
import { listResources } from './list-resources.ts'
import type { Once } from './once.ts'
import { removeResource } from './remove-resource.ts'
import type { Kept, NoPlace, Resource, Stamps } from './resource.ts'
import { showResource } from './show-resource.ts'

export interface At<Place> {
  readonly place: Place
  readonly id: string
  /** Of the last reading; undefined for whatever stands */
  readonly seenVersion: number | undefined
}

/** The five verbs of one resource. `carry` is how an edit is carried out: for good when absent. */
export interface EditVerbs<Form, Document, Place> {
  list(clinic: Clinic, actor: Actor, place: Place): Promise<Document[]>
  show(clinic: Clinic, actor: Actor, place: Place, id: string): Promise<Document>
  /** @param once where the request may be repeated under a key */
  create(
    clinic: Clinic,
    actor: Actor,
    place: Place,
    form: Form,
    carry?: CarryOut,
    once?: Once,
  ): Promise<Document>
  edit(clinic: Clinic, actor: Actor, at: At<Place>, form: Form, carry?: CarryOut): Promise<Document>
  remove(clinic: Clinic, actor: Actor, at: At<Place>, carry?: CarryOut): Promise<void>
}

export function editVerbs<Row extends Kept, Form, Document extends Stamps, Place extends object = NoPlace>(
  resource: Resource<Row, Form, Document, Place>,
): EditVerbs<Form, Document, Place> {
  return {
    list: (clinic, actor, place) => listResources(resource, clinic, actor, place),
    show: (clinic, actor, place, id) => showResource(resource, clinic, actor, place, id),
    create: (clinic, actor, place, form, carry = carryOut, once) =>
      createResource(resource, clinic, actor, place, form, carry, once),
    edit: (clinic, actor, at, form, carry = carryOut) =>
      editResource(resource, clinic, actor, at, form, carry),
    remove: (clinic, actor, at, carry = carryOut) => removeResource(resource, clinic, actor, at, carry),
  }
}

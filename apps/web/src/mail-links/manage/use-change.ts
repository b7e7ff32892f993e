import { useAct } from '../../api/index.ts'

/** Changes the visit of a link. Whatever came of it, it is looked at again, and so are the times it could move to. */
export const useChange = <Id extends 'moveManagedVisit' | 'cancelManagedVisit'>(id: Id) =>
  useAct(id, ['showManagedVisit', 'listManagedAlternatives'])

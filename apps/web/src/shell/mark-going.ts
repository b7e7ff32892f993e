import type { router as ourRouter } from './router.tsx'

/**
 * Says at once that a press leads somewhere, however long the page takes to come: what was pressed is marked with
 * `data-going`, and so is the document, which draws a line at its top when it lasts (`application.css`).
 */
export function markGoing(router: Pick<typeof ourRouter, 'subscribe'>): void {
  const page = document.documentElement
  let pressed: Element | null = null
  let going = false
  const mark = (next: Element | null) => {
    pressed?.removeAttribute('data-going')
    pressed = next
    pressed?.setAttribute('data-going', '')
    page.toggleAttribute('data-going', going)
  }
  router.subscribe('onBeforeNavigate', () => {
    going = true
    mark(null)
  })
  router.subscribe('onResolved', () => {
    going = false
    mark(null)
  })
  // comes after the application's own handlers, which have begun to go by then
  document.addEventListener('click', ({ target }) => {
    if (going && target instanceof Element) mark(target.closest('a, button'))
  })
}

import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from '../shell/root-route.tsx'

export interface WidgetSearch {
  /** Six hexadecimal digits */
  readonly color?: string
  /** The origin of the page that shows it */
  readonly host?: string
}

/** What a clinic's own site shows inside its pages: free times, and the way to book one with us. */
export const widgetRoute = createRoute({
  path: '/widget/$clinic',
  getParentRoute: () => rootRoute,
  loader: () => needWords('widget'),
  validateSearch: (search: Record<string, unknown>): WidgetSearch => {
    const color = String(search['color'] ?? '').toLowerCase()
    const host = URL.parse(String(search['host'] ?? ''))?.origin
    return {
      ...(/^[0-9a-f]{6}$/.test(color) && { color }),
      ...(host && host !== 'null' && { host }),
    }
  },
  component: lazyRouteComponent(() => import('./widget-page.tsx'), 'WidgetPage'),
})

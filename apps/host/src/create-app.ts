import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { answerFailure } from './api/answer-failure.js'
import { ApiFailure, notFound } from './api/api-failure.js'
import { connectorRoutes } from './api/connector-routes.js'
import { type ApiVariables, requireDuetHeader, requireSession } from './api/guards.js'
import { inboxRoutes } from './api/inbox-routes.js'
import { linkRoutes } from './api/link-routes.js'
import { organizationRoutes } from './api/organization-routes.js'
import { requireOwnCompany } from './api/own-company.js'
import { planRoutes } from './api/plan-routes.js'
import { recordRoutes } from './api/record-routes.js'
import { runRoutes } from './api/run-routes.js'
import { sessionRoutes } from './api/session-routes.js'
import type { AppContext } from './app-context.js'
import { dashboardRoutes } from './dashboard-files.js'
import { notificationRoutes } from './notifications/notification-routes.js'
import { callbackRoutes } from './oauth/callback-routes.js'
import { signInRoutes } from './sign-in/sign-in-routes.js'
import { statusRoutes } from './status-routes.js'
import { webhookRoutes } from './webhooks/webhook-routes.js'

const API_BYTES = 1024 * 1024

/** Everything the host answers over HTTP. */
export function createApp(context: AppContext): Hono {
  return new Hono()
    .use(pageHeaders)
    .onError(answerFailure(context.log))
    .route('/', statusRoutes(context))
    .route('/', notificationRoutes(context))
    .route('/', webhookRoutes(context))
    .route('/', signInRoutes(context))
    .route('/', callbackRoutes(context))
    .route('/api', api(context))
    .route('/', dashboardRoutes())
}

const api = (context: AppContext) =>
  new Hono<ApiVariables>()
    .onError(answerFailure(context.log))
    .use(requireSession(context))
    .use(requireDuetHeader)
    .route('/', requireOwnCompany(context))
    .use(bodyLimit({ maxSize: API_BYTES, onError: tooLarge }))
    .route('/', sessionRoutes(context))
    .route('/', connectorRoutes(context))
    .route('/', organizationRoutes(context))
    .route('/', linkRoutes(context))
    .route('/', runRoutes(context))
    .route('/', planRoutes(context))
    .route('/', recordRoutes(context))
    .route('/', inboxRoutes(context))
    .all('*', () => {
      throw notFound('page')
    })

function tooLarge(): never {
  throw new ApiFailure(
    413,
    'too_large',
    'Failed to read the request: it is larger than 1 MB. Send less at once.',
  )
}

/** The page runs its own scripts only and is never shown inside another one; its styles are partly made at run time. */
const pageHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
  referrerPolicy: 'same-origin',
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
})

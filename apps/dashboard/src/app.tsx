import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { queryClient } from './api/query-client.js'
import { CompaniesPage } from './companies/companies-page.js'
import { Page } from './layout/page.js'
import { UnknownPage } from './layout/unknown-page.js'
import { LinkPage } from './link/link-page.js'
import { useRoute } from './route.js'
import { cssVariables, theme } from './theme.js'

/** The whole page. */
export const App = () => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={queryClient}>
      <Page>
        <RoutedPage />
      </Page>
    </QueryClientProvider>
  </MantineProvider>
)

function RoutedPage() {
  const route = useRoute()
  if (route.page === 'companies') return <CompaniesPage />
  if (route.page === 'link') return <LinkPage key={route.linkId} {...route} />
  return <UnknownPage />
}

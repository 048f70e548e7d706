export const help = `Writes a Duet connector.

  npm create duet-connector my-crm                      a package of its own (options after --)
  npm run create-connector -- my-crm                    in the workspace of Duet: connectors/my-crm

  npm run create-connector -- add entity orders=invoice             to the connector one stands in,
  npm run create-connector -- add complex-entity                    or to --connector connectors/my-crm
  npm run create-connector -- add webhook

Options
  --display-name <text>   the application's name for people
  --auth <way>            oauth2, api-key, basic
  --paging <style>        next-link, page-number, offset, cursor, none
  --ids <spelling>        text, integer, uuid: how it spells the ids of records
  --entity <a=b>          a collection and the Connec! entity it becomes, repeatable: contacts=person;
                          several make a complex entity: contacts=person+organization
  --openapi <file>        fields, ids, paging, parameters and signing in, from an OpenAPI 3 file (JSON or YAML)
  --sample <file>         fields, ids and paging, from a JSON answer of a list; repeatable: contacts=answers/first.json
                          where the file is not called like its collection
  --complex               people and organizations in one collection
  --webhooks              the application tells of changes
  -y, --yes               ask nothing: what is not given is as usual
  --json                  print the outcome as JSON, ask nothing
`

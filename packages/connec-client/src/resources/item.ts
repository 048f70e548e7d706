import { defineConnecResource, ref } from '@duet/core'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { price } from '../embedded/price.js'
import { flag } from '../values/flag.js'
import { moment } from '../values/moment.js'
import { numeric } from '../values/numeric.js'
import { text } from '../values/text.js'

/** Something the company buys, sells or keeps in stock; `reference` is its SKU. */
export const item = defineConnecResource({
  name: 'item',
  collection: 'items',
  fields: {
    code: text,
    reference: text,
    name: text,
    description: text,
    status: text,
    type: text,
    is_inventoried: flag,
    sale_price: price,
    purchase_price: price,
    sale_tax_code_id: ref('tax_code'),
    purchase_tax_code_id: ref('tax_code'),
    sale_account_id: ref('account'),
    purchase_account_id: ref('account'),
    quantity_on_hand: numeric,
    quantity_available: numeric,
    quantity_committed: numeric,
    initial_quantity: numeric,
    minimum_quantity: numeric,
    average_cost: numeric,
    current_value: numeric,
    weight: numeric,
    weight_unit: text,
    weight_units: text,
    length: numeric,
    length_units: text,
    surface: numeric,
    surface_units: text,
    volume: numeric,
    volume_units: text,
    unit: text,
    unit_type: text,
    serial_number: text,
    part_number: text,
    start_date: moment,
    end_date: moment,
    country: text,
    product_id: ref('item'),
    product_name: text,
    ...keptByHub,
  },
})

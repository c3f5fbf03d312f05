{{
    config(
        materialized='table',
        format='parquet',
        partitioned_by=['signup_date'],
        tags=['customer', 'pii'],
        grants={'select': ['data-consumer', 'domain-data-analyst']},
        meta={
            'owner': 'customer-domain-team@yourcompany.com',
            'description': 'A unified view of customer profiles including subscription status.',
            'sla': '24 hours',
            'data_sensitivity': 'high'
        }
    )
}}

with customers as (

    select * from {{ ref('stg_crm__customers') }}

),

subscriptions as (

    select * from {{ ref('stg_billing__subscriptions') }}

)

select
    customers.customer_id,
    customers.full_name,
    customers.email,
    subscriptions.subscription_status,
    subscriptions.plan_type,
    customers.signup_date
from customers
left join subscriptions
    on customers.customer_id = subscriptions.customer_id

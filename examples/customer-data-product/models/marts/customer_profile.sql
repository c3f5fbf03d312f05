{{
    config(
        materialized='table',
        format='parquet',
        tags=['customer', 'pii'],
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
    customers.signup_date,
    subscriptions.subscription_status,
    subscriptions.plan_type
from customers
left join subscriptions
    on customers.customer_id = subscriptions.customer_id

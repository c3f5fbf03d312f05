select
    customer_id,
    subscription_status,
    plan_type
from {{ source('billing', 'subscriptions') }}

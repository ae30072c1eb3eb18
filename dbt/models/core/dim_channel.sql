with

channel as (
    select
        channel_key,
        channel_code,
        channel_name,
        channel_group
    from {{ ref('channel') }}
)

select * from channel
{{ members_outside(key_columns=['channel_key'], name_columns=['channel_name', 'channel_group']) }}

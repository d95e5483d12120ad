-- keys: records asked
-- arguments: asker now
-- with: changed parts for_others

return asked_for(records, asked, asker, now)

"""The commands that train the second ear (a linear model that hears alarms which no rule hears, R48)."""

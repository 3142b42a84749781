# numbers
finding-number-value = “{ $source }” ({ $source-value }) became “{ $target }” ({ $target-value }).
finding-number-missing = The translation lacks “{ $source }” ({ $source-value }).
finding-number-added = “{ $target }” ({ $target-value }) is not in the source.
finding-date-value = The date or time “{ $source }” ({ $source-value }) became “{ $target }” ({ $target-value }).
finding-unit-changed = The unit or currency changed: “{ $source }” ({ $source-value }) became “{ $target }” ({ $target-value }).
finding-approximation-dropped = “{ $source }” is hedged, “{ $target }” is not, or hedges the other way.
finding-weekday-for-ordinal = “{ $source }” is an ordinal ({ $source-value }) here, not the weekday “{ $target }”.

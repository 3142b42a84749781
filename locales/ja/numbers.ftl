# numbers
finding-number-value = 「{ $source }」（{ $source-value }）が「{ $target }」（{ $target-value }）になっています。
finding-number-missing = 「{ $source }」（{ $source-value }）が訳文にありません。
finding-number-added = 「{ $target }」（{ $target-value }）は原文にありません。
finding-date-value = 日時「{ $source }」（{ $source-value }）が「{ $target }」（{ $target-value }）になっています。
finding-unit-changed = 単位または通貨が変わっています：「{ $source }」（{ $source-value }）→「{ $target }」（{ $target-value }）。
finding-approximation-dropped = 「{ $source }」の概数表現が「{ $target }」に反映されていません。
finding-weekday-for-ordinal = 「{ $source }」はここでは順序（{ $source-value }）を表し、曜日「{ $target }」ではありません。

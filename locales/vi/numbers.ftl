# numbers
finding-number-value = “{ $source }” ({ $source-value }) đã thành “{ $target }” ({ $target-value }).
finding-number-missing = Bản dịch thiếu “{ $source }” ({ $source-value }).
finding-number-added = “{ $target }” ({ $target-value }) không có trong bản gốc.
finding-date-value = Ngày giờ “{ $source }” ({ $source-value }) đã thành “{ $target }” ({ $target-value }).
finding-unit-changed = Đơn vị hoặc loại tiền bị thay đổi: “{ $source }” ({ $source-value }) đã thành “{ $target }” ({ $target-value }).
finding-approximation-dropped = “{ $source }” là số ước lượng nhưng “{ $target }” không giữ mức ước lượng đó.
finding-weekday-for-ordinal = “{ $source }” ở đây là số thứ tự ({ $source-value }), không phải ngày trong tuần “{ $target }”.

# Những gì lệnh kiểm tra thông báo.
finding-edition-text-missing = câu này không còn trong ấn bản: “{ $text }”
finding-provenance-unreadable = không đọc được tệp nguồn gốc: { $why }
finding-pair-unit-missing = bản dịch thiếu phần ứng với { $role } này: “{ $text }”
finding-pair-unit-added = bản gốc không có phần ứng với { $role } này: “{ $text }”
finding-waiver-unused = miễn trừ cho { $code } không còn áp dụng vào đâu ({ $reason })
finding-waiver-expired = miễn trừ cho { $code } đã hết hạn ngày { $until } ({ $reason })
finding-baseline-gone = { $code } trong { $file } không còn xuất hiện ({ $count }): hãy ghi lại mốc nền
label-source-sentence = câu tiếng Việt
check-known = { $count } phát hiện đã có trong mốc nền và không tính
check-waived = { $count } phát hiện được miễn trừ
check-fixable = { $safe ->
    [0] {""}
   *[other] { $safe } phát hiện sửa được bằng --fix. {""}
}{ $unsafe ->
    [0] {""}
   *[other] { $unsafe } phát hiện sửa được bằng --fix --unsafe.
}
check-fixed = Đã áp dụng { $count } chỗ sửa
check-fix-shown = { $count } chỗ sửa thuộc về câu do người dịch hoặc đã duyệt: dùng --fix-reviewed để áp dụng
check-baseline-written = Đã ghi { $count } phát hiện vào { $file }
severity-error = lỗi
severity-warning = cảnh báo
severity-info = ghi chú
report-title = Báo cáo kiểm tra
report-summary = { $errors } lỗi, { $warnings } cảnh báo, { $infos } ghi chú trong { $inputs } đầu vào
report-clean = Không phát hiện gì.
report-other = Bảng thuật ngữ, bộ nhớ dịch và cấu hình
report-place = dòng { $line }, cột { $column }
report-rules = Các quy tắc
report-waived = được miễn trừ: { $reason }
report-known = có trong mốc nền

# What `anban memory search` says.
near-none = trong bộ nhớ không có câu nào gần đến mức đó
near-substituted = bản dịch cũ với số liệu mới, đã kiểm tra
concordance-none = cụm từ này không có trong bộ nhớ
finding-rejected-elsewhere = biên tập viên đã bác chính bản dịch này ở chỗ khác; cần một bản dịch khác
finding-ambiguous-match = bộ nhớ có nhiều bản dịch ngang nhau cho câu này; một bản đã được chọn
finding-taken-over = lấy từ chỗ khác trong bộ nhớ; chưa ai đọc ở đây
finding-answer-confidence = bộ dịch cho xác suất { $percent }% với câu này
finding-confidence-low = bộ dịch chỉ cho xác suất { $percent }%, thấp hơn mức { $wanted }% của tòa soạn; câu này chờ người duyệt

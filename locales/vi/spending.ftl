ledger-empty = Chưa có yêu cầu nào phải trả tiền.
ledger-line = { $month }  { $backend }  { $who }: { $requests } yêu cầu ({ $open } chưa quyết toán), { $tokens } token, { $characters } ký tự, { $cost }
price-unknown = chưa rõ giá
price-none = không tốn tiền
time-unknown = chưa rõ thời gian
quote-line = { $language }: cần dịch { $segments } đoạn ({ $words } từ, { $characters } ký tự), khoảng { $tokens } token; chi phí { $cost }; { $time }
translate-stopping = Đang hoàn tất các yêu cầu đã trả tiền; bấm Ctrl-C lần nữa để dừng ngay.
quote-backend = { $backend }: khoảng { $tokens } token, { $characters } ký tự; chi phí { $cost }; { $time }
